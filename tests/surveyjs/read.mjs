// Reads a model as SurveyJS does. In: {model, data: [answers]}; out: what it complains of, the model written
// back, and for each set of answers which questions are asked and which of their values are refused.
import { readFileSync } from "node:fs";
import { Model } from "survey-core";

const { model, data } = JSON.parse(readFileSync(0, "utf8"));
const survey = new Model(model);
const answered = data.map((answers) => {
  const one = new Model(model);
  one.data = answers;
  const asked = one.getAllQuestions().filter((question) => question.isVisible);
  const refused = asked.filter((question) => !question.validate(false));
  const names = (list) => list.map((question) => question.name);
  return { asked: names(asked), refused: names(refused), data: one.data };
});
const errors = (survey.jsonErrors ?? []).map((error) => error.message);
process.stdout.write(JSON.stringify({ errors, back: survey.toJSON(), answered }));
