import { Button, Select, Stack, Text, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addressText,
  districtsOf,
  isFoundBy,
  NO_ADDRESS,
  provinces,
  subDistrictsOf,
  type Address,
  type Area,
} from './address.js';

/** Province, district, sub-district, each a list to type in; what is chosen is handed on as text. */
export function AddressPicker({ id, onChoose }: { readonly id: string; readonly onChoose: (text: string) => void }) {
  const { t, i18n } = useTranslation();
  const [address, setAddress] = useState<Address>(NO_ADDRESS);
  const { province, district, subDistrict } = address;
  const text = addressText(address, i18n.language);
  return (
    <Stack gap="sm" mt="sm">
      <AreaSelect
        id={`${id}-province`}
        label={t('address.province')}
        queryKey={['provinces']}
        load={provinces}
        value={province}
        onChange={(chosen) => setAddress({ ...NO_ADDRESS, province: chosen })}
      />
      {province !== null && (
        <AreaSelect
          id={`${id}-district`}
          label={t('address.district')}
          queryKey={['districts', province.code]}
          load={() => districtsOf(province)}
          value={district}
          onChange={(chosen) => setAddress({ province, district: chosen, subDistrict: null })}
        />
      )}
      {district !== null && (
        <AreaSelect
          id={`${id}-sub-district`}
          label={t('address.subDistrict')}
          queryKey={['sub-districts', district.code]}
          load={() => subDistrictsOf(district)}
          value={subDistrict}
          onChange={(chosen) => setAddress({ ...address, subDistrict: chosen })}
        />
      )}
      {text !== '' && <Text role="status">{text}</Text>}
      <Button variant="light" size="md" disabled={text === ''} onClick={() => onChoose(text)}>
        {t('address.write')}
      </Button>
    </Stack>
  );
}

interface AreaSelectProps {
  readonly id: string;
  readonly label: string;
  readonly queryKey: readonly string[];
  readonly load: () => Promise<readonly Area[]>;
  readonly value: Area | null;
  readonly onChange: (area: Area | null) => void;
}

function AreaSelect({ id, label, queryKey, load, value, onChange }: AreaSelectProps) {
  const { t, i18n } = useTranslation();
  const { data: areas = [], isPending } = useQuery({
    queryKey: ['areas', ...queryKey],
    queryFn: load,
    staleTime: Infinity,
  });
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const { compare } = new Intl.Collator(i18n.language);
  const choices = areas
    .map((area) => ({ value: area.code, label: i18n.language === 'th' ? area.th : area.en }))
    .sort((a, b) => compare(a.label, b.label));
  const filter: SelectProps['filter'] = ({ options, search }) =>
    options.filter((option) => {
      const area = 'value' in option ? byCode.get(option.value) : undefined;
      return area !== undefined && isFoundBy(area, search);
    });
  return (
    <Select
      id={id}
      label={label}
      size="md"
      searchable
      autoComplete="off"
      nothingFoundMessage={t(isPending ? 'common.loading' : 'address.none')}
      data={choices}
      filter={filter}
      value={value?.code ?? null}
      onChange={(code) => onChange(code === null ? null : (byCode.get(code) ?? null))}
    />
  );
}
