import 'reflect-metadata';
import { createDataSource } from '#persistence/data-source.js';
import { personalColumnsOf, processingOf } from '#persistence/personal.js';
import { LEGAL_BASES, PROCESSING, RETENTIONS, type ProcessingActivity } from '#persistence/processing.js';
import { DEFAULT_POLICY_VERSION, getPolicy } from '#policy/load-policy.js';
import { table } from './table.js';

/** The record of processing (PDPA s.39), as the data protection officer reads it: made of the schema itself. */
export function recordOfProcessingPage(): string {
  // The entities mark their columns as they are loaded.
  createDataSource({ url: 'postgres://none' });
  const columns = [...processingOf()].sort(([a], [b]) => a.localeCompare(b));
  const of = (activity: ProcessingActivity) => columns.filter(([, named]) => named === activity);
  const activities = Object.keys(PROCESSING) as ProcessingActivity[];
  const { retention } = getPolicy(DEFAULT_POLICY_VERSION);
  return [
    '# Record of processing',
    'Made by `npm run sync` from the marks on the schema; a test fails when it differs. Do not edit.',
    `Under s.39 of the Personal Data Protection Act B.E. 2562. **To be completed by each agency**: name and address of the
controller and of its data protection officer. The legal bases are a proposal that the officer confirms.`,
    '## What is kept, what for, on which basis, how long, and who is told',
    table(
      ['activity', 'purpose', 'legal basis', 'retention', 'disclosed to (s.27)'],
      activities.map((activity) => {
        const { purpose, bases, retention: kept, disclosedTo } = PROCESSING[activity];
        const based = bases.map((basis) => `${LEGAL_BASES[basis].section} ${LEGAL_BASES[basis].text.en}`);
        return [
          `\`${activity}\``,
          `${purpose.th} · ${purpose.en}`,
          based.join('; '),
          RETENTIONS[kept].en,
          `${disclosedTo.th} · ${disclosedTo.en}`,
        ];
      }),
    ),
    `The retention of a case is \`${retention.value}\` in the policy \`${DEFAULT_POLICY_VERSION}\` (confidence
${retention.confidence}: ${retention.source.en}).`,
    '## Which columns, each sealed (s.39(1))',
    table(
      ['activity', 'tells', 'columns'],
      activities.flatMap((activity) =>
        (['identity', 'story'] as const).flatMap((told) => {
          const names = of(activity).filter(([column]) => personalColumnsOf().get(column) === told);
          return names.length === 0
            ? []
            : [[`\`${activity}\``, told, names.map(([column]) => `\`${column}\``).join(', ')]];
        }),
      ),
    ),
    '## The other particulars',
    table(
      ['s.39', 'where'],
      [
        [
          '(5) rights and how they are used',
          '`POST /v1/subject-requests`: export, correction, restriction, objection; 30 days',
        ],
        [
          '(6) use and disclosure without consent',
          'the audit: `GET /v1/audit-events`, by purpose; `GET /v1/audit-events/readers`',
        ],
        ['(7) requests that were refused', '`GET /v1/subject-requests?state=decided`, each with its reason'],
        [
          '(8) security measures (s.37(1))',
          'sealed per case (decision 0016), row level security (`docs/permissions.md`), audit chain (0018), what Temporal keeps (0017)',
        ],
      ],
    ),
  ].join('\n\n');
}
