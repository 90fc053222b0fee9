// SPDX-License-Identifier: GPL-3.0-or-later
// Shows what openapi.json describes, and lets each call be tried.
"use strict";

const longestShown = 20000;

function element(name, text, parent) {
  const made = document.createElement(name);
  made.textContent = text;
  parent.append(made);
  return made;
}

let description = {};

// Parts that several calls share are described once, and referred to.
function resolve(part) {
  if (!part?.$ref)
    return part;
  return part.$ref.slice(2).split("/").reduce((value, key) => value[key], description);
}

function parametersOf(operation) {
  return (operation.parameters ?? []).map(resolve);
}

function authorization() {
  const token = document.getElementById("token").value;
  return token ? { Authorization: `Bearer ${token}` } : {};
}

function addField(form, parameter) {
  const label = element("label", parameter.name, form);
  const choices = parameter.schema.enum;
  const field = document.createElement(choices ? "select" : "input");
  field.name = parameter.name;
  field.required = Boolean(parameter.required);
  if (choices)
    field.append(new Option(""), ...choices.map((choice) => new Option(choice)));
  label.append(field);
  const hint = element("span", parameter.description ?? "", label);
  hint.className = "hint";
}

function addBody(form, body) {
  if (!body)
    return;
  const [type, content] = Object.entries(body.content)[0];
  const label = element("label", type, form);
  const field = document.createElement(type === "application/json" ? "textarea" : "input");
  field.name = "body";
  if (type === "application/json")
    field.value = JSON.stringify(content.example ?? {}, null, 2);
  else
    field.type = "file";
  label.append(field);
}

function readCall(path, operation, form) {
  const query = new URLSearchParams();
  let url = path;
  for (const parameter of parametersOf(operation)) {
    const value = form.elements[parameter.name].value;
    if (parameter.in === "path")
      url = url.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else if (value)
      query.set(parameter.name, value);
  }
  return String(query) ? `${url}?${query}` : url;
}

function readBody(operation, form, headers) {
  const field = form.elements.body;
  if (!operation.requestBody || !field)
    return undefined;
  if (field.type !== "file") {
    headers["Content-Type"] = "application/json";
    return field.value;
  }
  const data = new FormData();
  if (field.files.length > 0)
    data.append("file", field.files[0]);
  return data;
}

async function show(answer, output) {
  const type = answer.headers.get("Content-Type") ?? "";
  const lines = [`${answer.status} ${answer.statusText}`];
  for (const name of ["Location", "Link", "ETag", "Allow"])
    if (answer.headers.has(name))
      lines.push(`${name}: ${answer.headers.get(name)}`);
  if (type.startsWith("image/")) {
    const image = element("img", "", output);
    image.alt = "";
    image.src = URL.createObjectURL(await answer.blob());
  } else {
    const text = await answer.text();
    lines.push("", text.length > longestShown ? `${text.slice(0, longestShown)} …` : text);
  }
  element("pre", lines.join("\n"), output);
}

async function call(method, path, operation, form, output) {
  const headers = authorization();
  const body = readBody(operation, form, headers);
  output.replaceChildren();
  try {
    await show(await fetch(readCall(path, operation, form), { method, headers, body }), output);
  } catch (error) {
    element("pre", String(error), output);
  }
}

function addOperation(path, method, operation) {
  const box = document.createElement("details");
  const summary = element("summary", "", box);
  element("code", `${method} ${path}`, summary);
  summary.append(` ${operation.summary}`);
  if (operation.description)
    element("p", operation.description, box);
  const form = element("form", "", box);
  parametersOf(operation).forEach((parameter) => addField(form, parameter));
  addBody(form, operation.requestBody);
  // A stream of events has no end to wait for.
  if (!operation.responses["200"]?.content?.["text/event-stream"])
    element("button", "Try", form);
  const output = element("div", "", box);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    call(method, path, operation, form, output);
  });
  document.getElementById("calls").append(box);
}

async function start() {
  const problem = document.getElementById("problem");
  const answer = await fetch("/openapi.json", { headers: authorization() });
  problem.textContent = answer.ok ? "" : "A token is asked for.";
  if (!answer.ok)
    return;
  description = await answer.json();
  document.getElementById("calls").replaceChildren();
  for (const [path, item] of Object.entries(description.paths))
    for (const [method, operation] of Object.entries(item))
      addOperation(path, method.toUpperCase(), operation);
}

document.getElementById("token").addEventListener("change", start);
start();
