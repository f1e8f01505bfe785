import type { Draw } from './draw.ts';

/** Sentences of our own, from parts. None of them is a sentence of the panel's other splits: a test compares them. */

type List = readonly [string, ...string[]];

const parts: Readonly<Record<string, List>> = {
  number: ['two', 'four', 'fifteen', 'eighteen', 'twenty five', 'a hundred', 'thirty three', 'fourteen'],
  time: ['noon', 'a quarter past nine', 'half past four', 'eight tonight', 'three o clock', 'six thirty'],
  day: ['Monday', 'Tuesday', 'Wednesday', 'Friday', 'tomorrow', 'the weekend', 'next week'],
  person: ['my daughter', 'Oliver', 'the landlord', 'my neighbour', 'Julia', 'the plumber', 'my boss'],
  place: ['Lisbon', 'the airport', 'Norway', 'the library', 'Chicago', 'the harbour', 'Kyoto', 'the stadium'],
  thing: ['an umbrella', 'a ladder', 'the blue folder', 'a new bicycle', 'my passport', 'a winter coat'],
  food: ['lentil soup', 'a lemon cake', 'fried rice', 'a mushroom omelette', 'fresh pasta', 'pea stew'],
  topic: ['volcanoes', 'the Roman roads', 'honey bees', 'jazz', 'the moon landing', 'deep sea fish'],
  unit: ['inches', 'litres', 'pounds', 'seconds', 'kilos'],
  job: ['paint the fence', 'fix the printer', 'send the invoice', 'water the plants', 'book a table'],
  event: ['the concert', 'the interview', 'the wedding', 'the football game', 'the exam', 'the party'],
  quality: ['quickly', 'without any noise', 'on my own', 'for less money', 'before it gets dark'],
};

/** `{part}` is one of a part. A comma is where a clause ends. */
const shapes = {
  questions: [
    'When does {event} start on {day}?',
    'How far is it from {place} to {place}?',
    'Can you tell me how to cook {food}?',
    'Do I need {thing} for {event}?',
    'What should I know about {topic}?',
    'Who can {job} on {day}?',
    'Is it going to rain in {place} on {day}?',
    'How many {unit} are there in {number} {unit}?',
    'If I leave at {time}, will I be in {place} by {time}?',
    'Which is better for {event}, {food} or {food}?',
    'Have you heard anything from {person} about {event}?',
    'Why do people in {place} care so much about {topic}?',
    'What is the best way to {job} {quality}?',
    'Where can I buy {thing} near {place}?',
    'When {person} calls, could you say that I am busy until {time}?',
    'Did {person} say whether we meet at {time} or at {time}?',
    'Are there any good books about {topic}?',
    'How long does it take to make {food} for {number} people?',
    'Could {person} come to {place} on {day} instead?',
    'What do you think, should I {job} or wait until {day}?',
    'Is {number} {unit} a lot for {food}?',
    'Since {event} is on {day}, when do I have to {job}?',
    'Does the train to {place} stop at the old market?',
    'Would you rather visit {place} or {place}?',
    'What is the name of the song they played at {event}?',
  ],
  /** What Beside can answer by itself, so that its own voice says more than one thing. */
  answerable: [
    'What is {number} plus {number}?',
    'And what is {number} plus {number}?',
    'Do you know what {number} divided by {number} is?',
    'What time is it?',
    'What time is it right now, please?',
    'What day is it today?',
    'Can you tell me the date?',
    'What month is it?',
    'How many {unit} are {number} kilos?',
  ],
  requests: [
    'Please put {thing} on the list for {day}.',
    'Wake me up at {time}, because I have to {job}.',
    'Find out when {event} begins and write it down.',
    'Add {number} {unit} of flour to the recipe for {food}.',
    'Tell {person} that I will be late for {event}.',
    'Book a table for {number}, no, for {number} people.',
    'Move {event} from {day} to {day}.',
    'Let me know when it is {time} so I can {job}.',
    'I need to {job} before {person} gets here.',
    'Explain {topic} to me as if I were ten years old.',
    'Send the photos from {place} to {person}.',
    'Before you do anything else, remind me to {job}.',
    'Compare the price of {thing} in {place} with the one here.',
    'Start a timer for {number} minutes, and another one for {number}.',
    'Give me three reasons to visit {place} in the winter.',
    'Cancel what I planned for {day}, and {job} instead.',
    'Take {number} away from what we had last time.',
    'I would like a table near the window at {time}.',
    'Pick a film about {topic} for me and {person}.',
    'Look up the way to {place}, I mean to {place}.',
    'Translate the words for {food} and {thing} for me.',
  ],
  statements: [
    'I have been thinking about {topic} since {day}.',
    'My plan is to {job} and then go to {place}.',
    'We were in {place} when {person} lost {thing}.',
    'It would be easier to {job} {quality}.',
    'I told {person} that {event} was on {day}, but it is on {day}.',
    'The last time I made {food}, it took me {number} minutes.',
    'I am not sure if {person} wants to see {place} at all.',
    'There is something about {topic} that I never understood.',
    'On {day} I have to be in {place} at {time}.',
    'I bought {thing}, and now I can finally {job}.',
    'Maybe {person} can help us with {event}.',
    'You said it was {number}, I thought it was {number}.',
    'I feel like cooking {food} tonight.',
    'Last year {event} was much better than this one.',
    'It is the first time that I {job} {quality}.',
  ],
  /** A clause before the sentence itself; after some of them nobody could know that more is to come. */
  leads: [
    'By the way,',
    'While I think of it,',
    'If you have a moment,',
    'I was just wondering,',
    'Before I forget,',
    'I read something on {day},',
    'My friend told me a story about {place},',
    'I am in the car right now,',
    'It is a bit complicated,',
    'Here is the thing,',
    'I spoke to {person} about it,',
    'We are almost out of time,',
    'Since we are talking about {topic},',
    'There are {number} people coming,',
    'When you are ready,',
    'I just got back from {place},',
  ],
  interruptions: [
    'Hang on, when does {event} start?',
    'Wait a second, I wanted to ask you about {topic}.',
    'Excuse me, I have to {job} now.',
    'One moment, please tell me about {place} first.',
    'Listen, can we talk about {topic} instead?',
    'No no no, I asked you about {food}.',
    'Hey, what time do I have to be in {place}?',
    'Thanks, that is enough about {topic}.',
    'Can I ask you something else, where is {place}?',
    'But what about {person}?',
    'I know all that already, how do I {job}?',
    'Stop there, I only need to know when {event} is.',
    'Let me stop you, {person} is at the door.',
    'That is not what I meant, I meant {place}.',
  ],
  toOthers: [
    'Julia, have you seen {thing} anywhere?',
    'Yes hello, I am calling about {event} on {day}.',
    'Can you take {thing} with you when you go?',
    'Kids, dinner is ready in {number} minutes.',
    'I will call you back after {event}.',
    'Sit down, good dog, sit.',
    'Could you pass me the salt, please?',
    'Oliver, turn that down, I am on the phone.',
    'We had {food} at the place around the corner.',
    'Did you lock the door when you came in?',
    'She told {person} to wait in {place}.',
  ],
  television: [
    'And now the weather for {place}, with more wind from the north on {day}.',
    'The minister said in {place} that nothing has been decided about {event}.',
    'It is a long shot from the left, and the keeper has no chance at all.',
    'Coming up after the break, everything that you wanted to know about {topic}.',
    'Nobody leaves this house until I know who took {thing}.',
    'This week only, {food} at half the price in every one of our shops.',
  ],
  signs: [
    'Mm-hm.',
    'Yeah.',
    'Mm.',
    'Sure.',
    'Oh wow.',
    'Really.',
    'Nice.',
    'Huh.',
    'True.',
    'Of course.',
    'Makes sense.',
    'Oh no.',
    'Yeah yeah.',
    'Great.',
  ],
} as const satisfies Record<string, List>;
export type Sort = keyof typeof shapes;
export const sorts = Object.keys(shapes) as readonly Sort[];

/** As the first word of something that others lead up to; "I" stays what it is. */
export const midway = (text: string): string =>
  text.replace(/^[A-HJ-Z](?=[a-z])/, (one) => one.toLowerCase());

/** What is said to hold the floor while there are no words. */
export const fillers: List = ['um', 'er', 'uh', 'well', 'so', 'hmm', 'let me see', 'you know', 'like'];

export function sentence(draw: Draw, sort: Sort): string {
  return draw.oneOf<string>(shapes[sort]).replaceAll(/\{(\w+)\}/g, (_, part: string) => {
    const list = parts[part];
    if (!list) throw new Error(`no part is called ${part}`);
    return draw.oneOf(list);
  });
}
