// Reads [{ text, probes }] from standard input and tells what ical.js makes of each calendar. Probes are local times: where
// the calendar's own definitions put them in UTC is told for each zone it defines.
import ICAL from "ical.js";
import { text as readAll } from "node:stream/consumers";

const utc = (time) => new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");

const when = (entry, name) => {
  const property = entry.getFirstProperty(name);
  const time = property.getFirstValue();
  const zone = property.getFirstParameter("tzid") ?? null;
  return { text: time.toICALString(), isDate: time.isDate, zone, utc: time.isDate ? null : utc(time) };
};

const person = (property) => ({
  address: property.getFirstValue(),
  ...Object.fromEntries(
    ["cn", "cutype", "role", "partstat", "rsvp"].map((name) => [name, property.getFirstParameter(name) ?? null]),
  ),
});

const read = ({ text, probes = [] }) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zones = calendar.getAllSubcomponents("vtimezone").map((component) => new ICAL.Timezone(component));
  return {
    properties: Object.fromEntries(calendar.getAllProperties().map((p) => [p.name.toUpperCase(), String(p.getFirstValue())])),
    zones: Object.fromEntries(
      zones.map((zone) => [
        zone.tzid,
        probes.map((probe) => {
          const local = ICAL.Time.fromDateTimeString(probe);
          local.zone = zone;
          return utc(local);
        }),
      ]),
    ),
    events: calendar.getAllSubcomponents("vevent").map((entry) => ({
      properties: entry.getAllProperties().map((p) => p.name.toUpperCase()),
      values: Object.fromEntries(entry.getAllProperties().map((p) => [p.name.toUpperCase(), String(p.getFirstValue())])),
      start: when(entry, "dtstart"),
      end: when(entry, "dtend"),
      organizer: person(entry.getFirstProperty("organizer")),
      attendees: entry.getAllProperties("attendee").map(person),
      alarms: entry.getAllSubcomponents("valarm").map((a) => [
        a.getFirstPropertyValue("action"),
        a.getFirstPropertyValue("description"),
        a.getFirstPropertyValue("trigger").toString(),
      ]),
    })),
  };
};

process.stdout.write(JSON.stringify(JSON.parse(await readAll(process.stdin)).map(read)));
