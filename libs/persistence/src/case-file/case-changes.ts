import type { ClockOfCase, ProcessOfCase, TaskOfCase } from '../rows.js';
import {
  clockColumns,
  newClockColumns,
  newProcessColumns,
  newTaskColumns,
  processColumns,
  taskColumns,
} from './case-columns.js';
import type { CaseFile } from './case-file.js';

/** What is new is inserted once, as it stands at the end, and never updated as well. */
class Touched<Item> {
  readonly added = new Set<Item>();
  readonly changed = new Set<Item>();

  add(item: Item): void {
    this.added.add(item);
  }

  touch(item: Item): void {
    if (!this.added.has(item)) this.changed.add(item);
  }

  get all(): readonly Item[] {
    return [...this.added, ...this.changed];
  }
}

/** Which rows of a case a change has made or altered. */
export class CaseChanges {
  readonly tasks = new Touched<TaskOfCase>();
  readonly clocks = new Touched<ClockOfCase>();
  readonly processes = new Touched<ProcessOfCase>();

  putInto(file: CaseFile): void {
    const { writes } = file;
    for (const process of this.processes.added) writes.insert('processes', newProcessColumns(file, process));
    for (const process of this.processes.changed) writes.update('processes', processColumns(process));
    for (const task of this.tasks.added) writes.insert('tasks', newTaskColumns(file, task));
    for (const task of this.tasks.changed) writes.update('tasks', taskColumns(task));
    for (const entry of this.clocks.added) writes.insert('clocks', newClockColumns(file, entry));
    for (const entry of this.clocks.changed) writes.update('clocks', clockColumns(entry));
  }
}
