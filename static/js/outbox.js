// Lines that were typed and have no answer yet. They lie in the browser's storage, so that a reload or a lost connection
// loses none, and are sent in their order, each with a key of its own: the server carries a key out once, so a line whose
// answer got lost is simply sent again. Lines belong to the person who typed them: `user`. Whoever signs in on this
// browser after them neither sends nor sees them.

const PLACE = "atam-outbox";
const TIMEOUT = 15_000;
let memory = []; // lines the browser's storage did not take: it is full or forbidden

function stored() {
  try {
    return JSON.parse(localStorage.getItem(PLACE) ?? "[]");
  } catch {
    return [];
  }
}

const read = () => [...stored(), ...memory];

function write(lines) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(lines));
    memory = [];
  } catch {
    const there = new Set(stored().map(({ key }) => key));
    memory = lines.filter(({ key }) => !there.has(key));
  }
}

// The page keeps them as long as it stays open; leaving it, the browser asks first.
window.addEventListener("beforeunload", (event) => {
  if (memory.length) event.preventDefault();
});

// One tab at a time; browsers offer locks only where the connection is safe.
const alone = (work) => (navigator.locks ? navigator.locks.request(PLACE, work) : Promise.resolve().then(work));

export const waiting = (user) => read().filter((line) => line.user === user);

export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// At once, and not behind a lock: the line is kept before anything else happens.
export function keep(line) {
  write([...read(), line]);
}

export function drop(key) {
  write(read().filter((line) => line.key !== key));
}

// A line the server refuses stays, with the reason, and is not sent again as it is.
function refuse(key, reason) {
  write(read().map((line) => (line.key === key ? { ...line, refused: reason } : line)));
}

// Takes a line out again, once nothing is on its way: the line, or nothing if it was sent meanwhile.
export function takeOut(key) {
  return alone(() => {
    const line = read().find((one) => one.key === key);
    drop(key);
    return line;
  });
}

async function send(line, token) {
  const body = new URLSearchParams({ line: line.line, key: line.key, author: line.author, here: line.here });
  const answer = await fetch(line.url, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": token },
    body,
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  return { status: answer.type === "opaqueredirect" ? 401 : answer.status, said };
}

// Sends what `user` has waiting, in order. `told(line, status, said)` hears of each answer. A line that was written (200)
// leaves the outbox. True once all were answered; false where some have to wait: the server was not reached (status 0)
// or is broken, or somebody else is signed in. A line on which the server fails (500) does not hold up those after it.
export function flush(user, token, told) {
  return alone(async () => {
    let all = true;
    for (const line of waiting(user).filter((one) => !one.refused)) {
      let answer;
      try {
        answer = await send(line, token);
      } catch {
        answer = { status: 0, said: {} };
      }
      const { status, said } = answer;
      if (status === 200) drop(line.key);
      else if (status === 422) refuse(line.key, said.refused);
      told(line, status, said);
      if (status === 500) all = false;
      else if (status === 0 || status === 401 || status === 409 || status > 500) return false;
    }
    return all;
  });
}
