// Example 52: the states of the USA in the 1970s, from the datasets USArrests and state.x77 of R.
import { csv } from './formats.mjs';

/**
 * State, region, population in thousands; arrests per 100,000 for murder, assault and rape; per cent who live in cities, and
 * who finished high school; days of frost in a year.
 */
const STATES = `
Alabama,South,3615,13.2,236,21.2,58,41.3,20
Alaska,West,365,10,263,44.5,48,66.7,152
Arizona,West,2212,8.1,294,31,80,58.1,15
Arkansas,South,2110,8.8,190,19.5,50,39.9,65
California,West,21198,9,276,40.6,91,62.6,20
Colorado,West,2541,7.9,204,38.7,78,63.9,166
Connecticut,Northeast,3100,3.3,110,11.1,77,56,139
Delaware,South,579,5.9,238,15.8,72,54.6,103
Florida,South,8277,15.4,335,31.9,80,52.6,11
Georgia,South,4931,17.4,211,25.8,60,40.6,60
Hawaii,West,868,5.3,46,20.2,83,61.9,0
Idaho,West,813,2.6,120,14.2,54,59.5,126
Illinois,North Central,11197,10.4,249,24,83,52.6,127
Indiana,North Central,5313,7.2,113,21,65,52.9,122
Iowa,North Central,2861,2.2,56,11.3,57,59,140
Kansas,North Central,2280,6,115,18,66,59.9,114
Kentucky,South,3387,9.7,109,16.3,52,38.5,95
Louisiana,South,3806,15.4,249,22.2,66,42.2,12
Maine,Northeast,1058,2.1,83,7.8,51,54.7,161
Maryland,South,4122,11.3,300,27.8,67,52.3,101
Massachusetts,Northeast,5814,4.4,149,16.3,85,58.5,103
Michigan,North Central,9111,12.1,255,35.1,74,52.8,125
Minnesota,North Central,3921,2.7,72,14.9,66,57.6,160
Mississippi,South,2341,16.1,259,17.1,44,41,50
Missouri,North Central,4767,9,178,28.2,70,48.8,108
Montana,West,746,6,109,16.4,53,59.2,155
Nebraska,North Central,1544,4.3,102,16.5,62,59.3,139
Nevada,West,590,12.2,252,46,81,65.2,188
New Hampshire,Northeast,812,2.1,57,9.5,56,57.6,174
New Jersey,Northeast,7333,7.4,159,18.8,89,52.5,115
New Mexico,West,1144,11.4,285,32.1,70,55.2,120
New York,Northeast,18076,11.1,254,26.1,86,52.7,82
North Carolina,South,5441,13,337,16.1,45,38.5,80
North Dakota,North Central,637,0.8,45,7.3,44,50.3,186
Ohio,North Central,10735,7.3,120,21.4,75,53.2,124
Oklahoma,South,2715,6.6,151,20,68,51.6,82
Oregon,West,2284,4.9,159,29.3,67,60,44
Pennsylvania,Northeast,11860,6.3,106,14.9,72,50.2,126
Rhode Island,Northeast,931,3.4,174,8.3,87,46.4,127
South Carolina,South,2816,14.4,279,22.5,48,37.8,65
South Dakota,North Central,681,3.8,86,12.8,45,53.3,172
Tennessee,South,4173,13.2,188,26.9,59,41.8,70
Texas,South,12237,12.7,201,25.5,80,47.4,35
Utah,West,1203,3.2,120,22.9,80,67.3,137
Vermont,Northeast,472,2.2,48,11.2,32,57.1,168
Virginia,South,4981,8.5,156,20.7,63,47.8,85
Washington,West,3559,4,145,26.2,73,63.5,32
West Virginia,South,1799,5.7,81,9.3,39,41.6,100
Wisconsin,North Central,4589,2.6,53,10.8,66,54.5,149
Wyoming,West,376,6.8,161,15.6,60,62.9,173
`;

/** Returns four tables with one row for each state: arrests, shares of people, frost, and what the states are. */
export function states() {
  const records = STATES.trim()
    .split('\n')
    .map((line) => line.split(','));
  const pick = (header, columns) =>
    csv([['state', ...header], ...records.map((record) => [record[0], ...columns.map((k) => record[k])])]);
  const millions = records.map(([state, region, thousands]) => [state, region, thousands / 1000]);
  return {
    arrests: pick(['murder', 'assault', 'rape'], [3, 4, 5]),
    shares: pick(['urban', 'high school'], [6, 7]),
    frost: pick(['frost'], [8]),
    states: csv([['state', 'region', 'population'], ...millions]),
  };
}
