import { getDistricts, getProvinces, getSubDistricts } from 'thai-address-universal';

/** A province, district or sub-district with its code of the Ministry of Interior. */
export interface Area {
  readonly code: string;
  readonly th: string;
  readonly en: string;
  readonly postalCode: string;
}

export interface Address {
  readonly province: Area | null;
  readonly district: Area | null;
  readonly subDistrict: Area | null;
}

export const NO_ADDRESS: Address = { province: null, district: null, subDistrict: null };

interface Entry {
  readonly code: string;
  readonly nameTh: string;
  readonly nameEn: string;
  readonly postalCode?: string;
}

const areasOf = (entries: readonly Entry[]): readonly Area[] =>
  entries.map(({ code, nameTh, nameEn, postalCode = '' }) => ({ code, th: nameTh, en: nameEn, postalCode }));

export const provinces = async () => areasOf(await getProvinces());
/** Asked by code: districts of one name stand in several provinces. */
export const districtsOf = async (province: Area) => areasOf(await getDistricts(province.code));
export const subDistrictsOf = async (district: Area) => areasOf(await getSubDistricts(district.code));

/** Found by its name in either script, whatever language is shown: papers have both. */
export function isFoundBy(area: Area, typed: string): boolean {
  const wanted = plain(typed);
  return plain(area.th).includes(wanted) || plain(area.en).includes(wanted);
}

const plain = (text: string) => text.toLowerCase().replace(/[\s\u200b-]/g, '');

const BANGKOK = '10';

/** As it is written on an envelope, from the small to the large in Thai as in English; Bangkok has words of its own. */
export function addressText({ province, district, subDistrict }: Address, language: string): string {
  if (province === null) return '';
  const isBangkok = province.code === BANGKOK;
  const zip = subDistrict?.postalCode ?? '';
  if (language === 'th') {
    return [
      subDistrict && `${isBangkok ? 'แขวง' : 'ตำบล'}${subDistrict.th}`,
      district && `${isBangkok ? 'เขต' : 'อำเภอ'}${district.th}`,
      isBangkok ? province.th : `จังหวัด${province.th}`,
      zip,
    ]
      .filter(Boolean)
      .join(' ');
  }
  const [small, middle] = isBangkok ? ['Khwaeng', 'Khet'] : ['Tambon', 'Amphoe'];
  return [
    subDistrict && `${small} ${subDistrict.en}`,
    district && `${middle} ${district.en}`,
    [province.en, zip].filter(Boolean).join(' '),
  ]
    .filter(Boolean)
    .join(', ');
}
