import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedDictionaries } from '../reference/index.ts';
import { readStudioCell, studioNameOf } from './award-list-cell.ts';
import { occupationIndex } from './award-list-occupation.ts';

const names = shippedDictionaries.occupations.rows.map(({ name }) => name);
const occupations = occupationIndex(names.map((name) => ({ id: name, name })));

type Row = readonly [cell: string, master: string | null, occupation: string | null, unit: string | null];

const sure: readonly Row[] = [
  ['黄德勇技能大师工作室', '黄德勇', null, null],
  ['王芃技能大师工作室', '王芃', null, null],
  ['王 芃技能大师工作室', '王芃', null, null],
  ['吕　涛 技能大师工作室。', '吕涛', null, null],
  ['刘江生技能大师工作室，', '刘江生', null, null],
  ['庹明河焊工技能大师工作室', '庹明河', '焊工', null],
  ['陆衡之装配钳工技能大师工作室', '陆衡之', '装配钳工', null],
  ['李伟电工技能大师工作室', '李伟', '电工', null],
  ['欧阳修焊工技能大师工作室', '欧阳修', '焊工', null],
  ['欧阳建国技能大师工作室', '欧阳建国', null, null],
  ['司马相如汽车维修工首席技能大师工作室', '司马相如', '汽车维修工', null],
  ['张华工业机器人系统操作员技能大师工作室', '张华', '工业机器人系统操作员', null],
  ['阿卜杜拉·买买提焊工技能大师工作室', '阿卜杜拉·买买提', '焊工', null],
  ['阿依古丽•吐尔逊技能大师工作室', '阿依古丽·吐尔逊', null, null],
  ['张三丰（车工）技能大师工作室', '张三丰', '车工', null],
  ['张三丰(车工)技能大师工作室', '张三丰', '车工', null],
  ['车工张三丰技能大师工作室', '张三丰', '车工', null],
  ['张伟技能专家工作室', '张伟', null, null],
  ['杨波首席技师工作室', '杨波', null, null],
  ['杨波国家级技能大师工作室', '杨波', null, null],
  ['杨波市级首席技能大师工作室', '杨波', null, null],
  ['“杨波”技能大师工作室', '杨波', null, null],
  ['杨波劳模创新工作室', '杨波', null, null],
  ['重庆长安汽车股份有限公司（张永忠焊工技能大师工作室）', '张永忠', '焊工', '重庆长安汽车股份有限公司'],
  ['重庆长安汽车股份有限公司(张永忠技能大师工作室)', '张永忠', null, '重庆长安汽车股份有限公司'],
  ['重庆市轨道交通(集团)有限公司（黄德勇技能大师工作室）。', '黄德勇', null, '重庆市轨道交通（集团）有限公司'],
  ['黄德勇技能大师工作室（重庆市轨道交通（集团）有限公司）', '黄德勇', null, '重庆市轨道交通（集团）有限公司'],
  ['黄德勇技能大师工作室（装配钳工）', '黄德勇', '装配钳工', null],
  ['重庆川仪自动化股份有限公司李文焊工技能大师工作室', '李文', '焊工', '重庆川仪自动化股份有限公司'],
  ['重庆铁路运输技师学院：王建国技能大师工作室', '王建国', null, '重庆铁路运输技师学院'],
  ['西南铝业（集团）有限责任公司冉国庆车工技能大师工作室', '冉国庆', '车工', '西南铝业（集团）有限责任公司'],
];

const guessed: readonly Row[] = [
  ['李建国油漆调色工技能大师工作室', '李建国', '油漆调色工', null],
  ['简书樵装配嵌工技能大师工作室', '简书樵', '装配嵌工', null],
  ['李伟装配嵌工技能大师工作室', '李伟', '装配嵌工', null],
  ['李伟汽车喷漆工技能大师工作室', '李伟', '汽车喷漆工', null],
  ['诸葛明夏布织造技艺技能大师工作室', '诸葛明夏', '布织造技艺', null],
  ['次仁旺堆技能大师工作室', '次仁旺堆', null, null],
];

const unnamed: readonly Row[] = [
  ['技能大师工作室', null, null, null],
  ['国家级技能大师工作室', null, null, null],
];

describe('one cell that names a studio', () => {
  test.each(sure)('%s is read beyond doubt', (cell, master, occupation, hostUnit) => {
    expect(readStudioCell(cell, occupations)).toMatchObject({ master, occupation, hostUnit, confidence: 'sure' });
  });

  test.each(guessed)('%s is read by a guess that is marked as one', (cell, master, occupation, hostUnit) => {
    expect(readStudioCell(cell, occupations)).toMatchObject({ master, occupation, hostUnit, confidence: 'guessed' });
  });

  test.each(unnamed)('%s names nobody', (cell, master, occupation, hostUnit) => {
    expect(readStudioCell(cell, occupations)).toMatchObject({ master, occupation, hostUnit, confidence: 'none' });
  });

  test.each(['重庆长安汽车股份有限公司', '张三', '', '=HYPERLINK("x")', '（）'])('%s is no studio', (cell) => {
    expect(readStudioCell(cell, occupations)).toBeUndefined();
  });

  test('the studio keeps its printed name without the unit and the closing full stop', () => {
    expect(readStudioCell('重庆长安汽车股份有限公司(张永忠 焊工首席技师工作室)。', occupations)?.studioName).toBe(
      '张永忠焊工首席技师工作室',
    );
    expect(readStudioCell('某某有限公司张永忠技能大师工作室', occupations)?.studioName).toBe('张永忠技能大师工作室');
  });

  const surname = fc.constantFrom(...'赵钱孙李周吴郑王冯陈庹冉覃', '欧阳', '司马', '令狐');
  // Characters that begin no occupation of the dictionary: `李车` + `工` would be read as another person.
  const given = fc.array(fc.constantFrom(...'伟芳敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英'), {
    minLength: 1,
    maxLength: 2,
  });
  const person = fc.tuple(surname, given).map(([family, own]) => family + own.join(''));
  const occupation = fc.option(fc.constantFrom(...names));
  const unit = fc.constantFrom('重庆云岫机床股份有限公司', '重庆市轨道交通（集团）有限公司', '重庆渝东交通技师学院');

  test('what is written in one of the shapes is read back', () => {
    fc.assert(
      fc.property(person, occupation, fc.option(unit), fc.constantFrom(0, 1, 2), (master, trade, host, shape) => {
        const name = studioNameOf(master, trade);
        const cell = [name, `${name}。`, name.replaceAll('（', '(').replaceAll('）', ')')][shape] ?? name;
        const whole = host ? `${host}（${cell.replace('。', '')}）` : cell;
        const read = readStudioCell(whole, occupations);
        expect(read).toMatchObject({ studioName: name, master, occupation: trade, hostUnit: host });
      }),
    );
  });

  const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });

  test('any text at all is answered without a throw', () => {
    fc.assert(fc.property(anyText, (text) => void readStudioCell(text, occupations)));
  });
});
