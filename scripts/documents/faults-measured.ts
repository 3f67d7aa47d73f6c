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
| \`--scenario big-start\`, \`--intents 250000\`                         | nothing: how long a start takes with so much stored                                                                          |

An outage in which calls take effect and only their answers are lost is not among those of \`kills\`: each call that was
under way then is made again, whatever the service does.

Figures of 2026-11-25, Node.js 24, on two cores that other work kept busy (a load of 7 to 13), so that the times say
little and the counts all:

| Command                                 | Gave                                                                                                                                                          |
| --------------------------------------- | ------------------------------------------------------------------------------------------------------------------------------------------------------------- |
| \`--scenario kills\`                      | 50 kills, 112 outages: of 10,037 acknowledged logouts none lost; 10,479 intents with exactly one final event each; 181 duplicate calls of 10,660 (1.70 %) |
| \`--scenario power-cuts --cuts 10\`       | of 10,080 acknowledged intents none lost, every start good, every audit trail whole; with \`synchronous=OFF\`, 3,568 of 3,568 lost in 3 cuts                      |
| \`--scenario corrected-secret\`           | 200 accepted with 202, all delivered 8.1 s after the correction                                                                                               |
| \`--scenario big-start\`                  | with 250,000 stored intents the store was open after 0.52 s, and the process ready after 2.2 s, most of which Node.js takes to load its code |
`;
