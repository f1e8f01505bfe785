/** Entry of a file of its own: see `readDictionary` in the lane's worker. */
export { dictionary } from 'cmu-pronouncing-dictionary';
