/** What `npm run faults` gave, and when. Measured anew by hand: the commands take minutes. */
export const MEASURED = `
## Measured

\`npm run faults\` starts real service processes in front of a fake Cognito, breaks things, and counts what became of
everything that was accepted. It prints a table, and fails when a promise did not hold; \`--scenario\` chooses what
breaks. Short forms of it are tests in [test/faults](../test/faults).

| \`npm run faults --\`                                                | Breaks                                                                                                                       |
| ------------------------------------------------------------------ | ---------------------------------------------------------------------------------------------------------------------------- |
| \`--scenario kills\`, \`--kills 50 --logouts 10000\`                   | a process on SQLite is killed at random, while Cognito throttles, fails, resets, hangs or is out of reach half of the time   |
| \`--scenario kills --engine postgres\`, \`--instances 3 --kills 50\`   | the same with three instances on PostgreSQL, whose server is killed as well                                                   |
| \`--scenario power-cuts\`, \`--cuts 20\`                               | the disk (ext4 on a loop device) is cut off in mid-write, also with \`synchronous=OFF\`, which has to lose something           |
| \`--scenario black-hole\`, \`--seconds 60 --rate 200\`                 | Cognito swallows every call                                                                                                  |
| \`--scenario crowded-lanes\`, \`--intents 100000 --rate 10\`           | users log out at three instances behind a long line of bulk orders                                                           |
| \`--scenario corrected-secret\`, \`--logouts 200\`                     | Cognito takes another client secret than the configured one, until that is put right there                                   |
| \`--scenario key-rotations\`, \`--rotations 10 --logouts 1100\` | Cognito fails, while the key that stored tokens are encrypted with is rotated |
| \`--scenario big-start\`, \`--intents 250000\`                         | nothing: how long a start takes with so much stored                                                                          |

Of the sessions that are ended in \`kills\`, most are logouts that prove themselves; the others prove nothing, end all
sessions of a user, come to \`/oauth2/revoke\` or are orders of an admin. 150 calls for RevokeToken may go out per second,
so that what is counted is the service, and not how many calls a burst has under way on a machine that cannot keep up.

Calls that are made again although Cognito had carried them out are told apart by what was lost: the process, the
database's server, or the answer of Cognito. With \`--climate harsh\` there are outages too in which calls take effect and
only their answers are late or lost: such calls are made again whatever a service does.

Figures of 2026-11-26, Node.js 24, on two cores with little else to do. The processes, the fake Cognito, the network that
fails and those who log out share these cores. Every scenario is here with its last run of full size, but for the power cuts, of which ten were made.

| Command | Held | Gave |
| --- | --- | --- |
| \`--scenario kills\` | yes | 50 kills, 70 outages: of 10,005 acknowledged logouts none lost; 10,282 intents with exactly one final event each; 50 duplicate calls of 11,773 (0.42 %), 34 of them under way as their process was killed |
| \`--scenario kills --engine postgres\` | yes | 50 kills of three instances and 3 crashes of the server, 79 outages: of 10,825 acknowledged logouts none lost; 10,932 intents with exactly one final event each; 48 duplicate calls of 12,662 (0.38 %) |
| \`--scenario black-hole\` | yes | 12,000 of 12,000 answered with 202, the median within 0.04 s, 99 % within 1.47 s and all within 1.60 s; resident memory from 299 to 462 MB; all delivered 60.4 s afterwards, 341 calls in the busiest second of 300 allowed (114 %) |
| \`--scenario crowded-lanes\` | yes | 600 of 600 users answered with 200 while 100,000 bulk orders waited: at Cognito after 0.05 s in the median and 0.36 s for 99 %; 40 calls in the busiest second of 36 allowed (111 %) |
| \`--scenario corrected-secret\` | yes | 200 accepted with 202, all delivered 18.4 s after the correction |
| \`--scenario key-rotations --engine postgres\` | yes | ten rotations at three instances, 1,153 logouts acknowledged, stored under eleven keys; after a new start all delivered, exactly one final event each |
| \`--scenario power-cuts --cuts 10\`, 2026-11-25 | yes | of 10,080 acknowledged intents none lost, every start good, every audit trail whole; with \`synchronous=OFF\`, 3,568 of 3,568 lost in 3 cuts |
| \`--scenario big-start\` | yes | with 250,000 stored intents the store was open after 0.51 s, and the process ready 0.98 s after its start; on PostgreSQL after 0.11 and 0.58 s |

On a machine that cannot keep up there are more duplicates: a run with three instances on PostgreSQL at a load of 12 to 17
lost nothing of 10,008 acknowledged logouts, and 7.77 % of its calls were duplicates, most of which had reached Cognito only
after the service had given them up. Since then an answer that comes late is still believed for ten seconds.

At first, black hole and crowded lanes did not hold. Users at one instance waited behind bulk orders at the others, and
all of them for the disk: with 100,000 bulk orders, 99 % of the users' calls were at Cognito within 1.48 s. Now bulk orders
leave a call of the budget to users, and whoever has the budget locked does not wait for the disk. A logout that Cognito did
not answer took up to a tenth of a second longer than its deadline.
`;
