import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { DataDirectory, dataFolder } from './data-directory.js';
import { identifyProcess, isSameProcess } from './process-identity.mjs';
import { getRunningServer } from './running-server.js';

let parent: string;
let folder: string;

beforeEach(() => {
  parent = mkdtempSync(path.join(os.tmpdir(), 'saphan-data-'));
  folder = path.join(parent, 'data');
});

afterEach(() => rmSync(parent, { recursive: true, force: true }));

const SERVER = {
  apiUrl: 'http://127.0.0.1:4000',
  databaseUrl: 'postgres://app',
  ownerDatabaseUrl: 'postgres://owner',
  temporalAddress: '127.0.0.1:7233',
};

describe('the data directory', () => {
  it('lies where SAPHAN_DATA_DIR says, else in the project', () => {
    expect(dataFolder({ SAPHAN_DATA_DIR: '/elsewhere' })).toBe('/elsewhere');
    expect(dataFolder({})).toBe(path.join(process.cwd(), '.saphan'));
  });

  it('refuses a second start and says where the first one runs', () => {
    const first = DataDirectory.open(folder);
    expect(() => DataDirectory.open(folder)).toThrow(/already starting/);
    first.writeRunFile(SERVER);
    expect(() => DataDirectory.open(folder)).toThrow(
      new RegExp(`already runs at http://127.0.0.1:4000 \\(process ${process.pid}\\)`),
    );
    first.close();
    DataDirectory.open(folder).close();
  });

  it('takes over from a start that was killed', () => {
    mkdirSync(folder);
    writeFileSync(
      path.join(folder, 'start.lock'),
      JSON.stringify({ ...identifyProcess(process.pid), startedAt: 'before' }),
    );
    expect(() => DataDirectory.open(folder).close()).not.toThrow();
  });

  it('tells the other commands about the running server, and only while it runs', () => {
    const directory = DataDirectory.open(folder);
    expect(() => getRunningServer(folder)).toThrow(/No Saphan runs .* "npm start"/);
    directory.writeRunFile(SERVER);
    expect(getRunningServer(folder)).toMatchObject({ ...SERVER, pid: process.pid });
    expect(statSync(path.join(folder, 'run.json')).mode & 0o777).toBe(0o600);
    directory.close();
    expect(() => getRunningServer(folder)).toThrow(/No Saphan runs/);
  });

  it('ends what a killed start left running, but no stranger that has its number now', async () => {
    const directory = DataDirectory.open(folder);
    const [ours, stranger] = [0, 1].map(() => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { env: {}, stdio: 'ignore' });
      return { child, identity: identifyProcess(child.pid ?? 0) };
    });
    if (!ours?.identity || !stranger?.identity) throw new Error('The two processes do not run.');
    mkdirSync(path.dirname(directory.recordFile('x')), { recursive: true });
    writeFileSync(directory.recordFile('temporal'), JSON.stringify(ours.identity));
    writeFileSync(directory.recordFile('worker'), JSON.stringify({ ...stranger.identity, startedAt: 'before' }));

    expect(await directory.stopLeftovers()).toEqual(['temporal']);
    expect(isSameProcess(stranger.identity)).toBe(true);
    expect(existsSync(directory.recordFile('worker'))).toBe(false);
    stranger.child.kill('SIGKILL');
    await once(stranger.child, 'exit');
  });

  it('gives the same port again while it is free, another when it is not, and never one port twice', async () => {
    const directory = DataDirectory.open(folder);
    const [api, temporal] = await Promise.all([directory.choosePort('api'), directory.choosePort('temporal')]);
    expect(api).not.toBe(temporal);
    directory.close();

    const next = DataDirectory.open(folder);
    expect(await next.choosePort('api')).toBe(api);
    const squatter = net.createServer().listen(temporal, '127.0.0.1');
    await once(squatter, 'listening');
    expect(await next.choosePort('temporal')).not.toBe(temporal);
    await expect(next.choosePort('api', temporal)).rejects.toThrow(`Port ${temporal} is in use`);
    squatter.close();
  });

  it('keeps its passwords for itself, and does not make new ones over existing data', () => {
    const directory = DataDirectory.open(folder);
    const secrets = directory.secrets(undefined);
    expect(directory.secrets(undefined)).toEqual(secrets);
    expect(new Set([secrets.superuser, secrets.owner, secrets.app]).size).toBe(3);
    expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(folder, 'secrets.json'), 'utf8')).toContain(secrets.owner);

    mkdirSync(secrets.postgresFolder);
    rmSync(path.join(folder, 'secrets.json'));
    expect(() => directory.secrets(undefined)).toThrow(/secrets.json is missing/);
  });
});
