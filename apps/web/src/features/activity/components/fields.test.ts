import { afterEach, describe, expect, it } from 'vitest';
import type { VueWrapper } from '@vue/test-utils';
import { mounted } from '@/shared/testing/mounted';
import MetricFields from './MetricFields.vue';
import MoneyField from './MoneyField.vue';
import NumberStepper from './NumberStepper.vue';
import PeoplePicker from './PeoplePicker.vue';

let wrapper: VueWrapper;
afterEach(() => wrapper.unmount());
const last = (event = 'update:modelValue') => wrapper.emitted(event)?.at(-1)?.[0];
const none = () => [];

describe('money', () => {
  it('is typed in yuan and held in fen', async () => {
    wrapper = mounted(MoneyField, { label: '效益', modelValue: undefined });
    await wrapper.find('input').setValue('624,000.5');
    expect(last()).toBe(62_400_050);
  });

  it('that is none is marked and not taken over', async () => {
    wrapper = mounted(MoneyField, { label: '效益', modelValue: 100 });
    await wrapper.find('input').setValue('六万');
    expect(last()).toBeUndefined();
    expect(wrapper.find('input').attributes('aria-invalid')).toBe('true');
  });
});

describe('a number', () => {
  it('steps, never below nothing, and takes digits only', async () => {
    wrapper = mounted(NumberStepper, { label: '人次', modelValue: 1 });
    await wrapper.findAll('button')[0]!.trigger('click');
    expect(last()).toBeUndefined();
    await wrapper.findAll('button')[1]!.trigger('click');
    expect(last()).toBe(1);
    await wrapper.find('input').setValue('2 4人');
    expect(last()).toBe(24);
  });
});

describe('metrics', () => {
  it('ask first for what a submission needs, the rest on demand', async () => {
    wrapper = mounted(MetricFields, { modelValue: {}, kind: 'training', faults: none });
    expect(wrapper.findAll('.step')).toHaveLength(2);
    await wrapper.find('button.dashed').trigger('click');
    expect(wrapper.findAll('.step')).toHaveLength(4);
  });

  it('that are cleared leave nothing behind', async () => {
    wrapper = mounted(MetricFields, { modelValue: { personTimes: 3 }, kind: 'training', faults: none });
    await wrapper.find('input').setValue('');
    expect(last()).toEqual({});
  });

  it('by choices begin with the first of each list', async () => {
    wrapper = mounted(MetricFields, { modelValue: {}, kind: 'publicity', faults: none });
    await wrapper.find('button.dashed').trigger('click');
    expect(last()).toEqual({ reports: [{ level: 'unit', value: 1 }] });
  });
});

describe('people', () => {
  const team = [
    { memberId: 'm1', name: '贺原' },
    { memberId: 'm2', name: '乔禾' },
    { name: '冉庭舟', duty: '命名专家' },
  ];

  it('are chosen from the team, all at once too', async () => {
    wrapper = mounted(PeoplePicker, { modelValue: [], team });
    await wrapper.findAll('input')[1]!.setValue(true);
    expect(last()).toEqual([{ memberId: 'm2', name: '乔禾' }]);
    await wrapper.findAll('button').at(-1)!.trigger('click');
    expect(last()).toHaveLength(3);
  });

  it('may be guests by name, each once', async () => {
    wrapper = mounted(PeoplePicker, { modelValue: [{ name: '王伟' }], team });
    await wrapper.find('button.dashed').trigger('click');
    const field = wrapper.find('input.name');
    await field.setValue(' 王伟 ');
    await field.trigger('keydown', { key: 'Enter' });
    expect(last()).toBeUndefined();
    await wrapper.find('button.dashed').trigger('click');
    await wrapper.find('input.name').setValue('李娜');
    await wrapper.find('input.name').trigger('keydown', { key: 'Enter' });
    expect(last()).toEqual([{ name: '王伟' }, { name: '李娜' }]);
  });
});
