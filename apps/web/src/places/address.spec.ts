import { addressText, districtsOf, isFoundBy, NO_ADDRESS, provinces, subDistrictsOf, type Area } from './address.js';

async function find(areas: Promise<readonly Area[]>, typed: string): Promise<Area> {
  const found = (await areas).find((area) => isFoundBy(area, typed));
  if (found === undefined) throw new Error(`${typed} is not in the list`);
  return found;
}

async function chosen(...typed: readonly [string, string, string]) {
  const province = await find(provinces(), typed[0]);
  const district = await find(districtsOf(province), typed[1]);
  return { province, district, subDistrict: await find(subDistrictsOf(district), typed[2]) };
}

describe('an address in Thailand', () => {
  it('is found in Thai and in Latin letters alike', async () => {
    const thai = await chosen('เชียงราย', 'แม่สาย', 'เวียงพางคำ');
    expect(await chosen('chiang rai', 'MAE SAI', 'wiang phang kham')).toEqual(thai);
    expect(thai.subDistrict.code).toMatch(/^57\d{4}$/);
  });

  it('is written from the small to the large, with its postal code', async () => {
    const address = await chosen('เชียงราย', 'แม่สาย', 'เวียงพางคำ');
    expect(addressText(address, 'th')).toBe('ตำบลเวียงพางคำ อำเภอแม่สาย จังหวัดเชียงราย 57130');
    expect(addressText(address, 'en')).toMatch(/^Tambon .+, Amphoe Mae Sai, Chiang Rai 57130$/);
  });

  it('has the words of Bangkok in Bangkok', async () => {
    const address = await chosen('กรุงเทพ', 'คลองสาน', 'คลองต้นไทร');
    expect(addressText(address, 'th')).toBe('แขวงคลองต้นไทร เขตคลองสาน กรุงเทพมหานคร 10600');
  });

  it('says no more than was chosen', async () => {
    const province = await find(provinces(), 'ตาก');
    expect(addressText({ ...NO_ADDRESS, province }, 'th')).toBe('จังหวัดตาก');
    expect(addressText(NO_ADDRESS, 'th')).toBe('');
  });
});
