using Assemblies.Domain.Rules;

namespace Assemblies.Domain.Hosting;

/// <summary>The tasks themselves, as data. Days count from the first statutory day; those after the meeting from the last.</summary>
internal static class DefaultTasks
{
    internal static readonly TaskTemplate[] All =
    [
        Host(
            -180,
            "rooms",
            "Book the rooms",
            "Take one main room with a table seat for every delegate, side rooms for parallel sessions and a small one for chair and tellers, from the afternoon before to the last evening."
        ),
        Host(
            -175,
            "hotel-block",
            "Hold a block of hotel rooms",
            "Agree on a fixed rate at two price levels within walking distance, and note the day until which rooms can be given back free of charge."
        ),
        Host(
            -170,
            "step-free-access",
            "Try every way without a step",
            "Go with wheels from the street to a seat, the lectern, the toilets and the dinner, and write down each place that cannot be reached."
        ),
        Host(
            -165,
            "opening-speaker",
            "Ask the ministry or another opening speaker",
            "Write to the minister’s office now with date, hour and length of the speech, and agree who speaks instead if the minister cannot come."
        ),
        Secretariat(
            -150,
            "project-number",
            "Name the project that pays",
            "Its number, activity and dates stand on every signature sheet; without them the costs cannot be claimed."
        ),
        Host(
            -140,
            "interpreters",
            "Book interpreters",
            "They work in pairs from a booth and want the documents a week before; settle for each session from which language into which."
        ),
        Host(
            -130,
            "sound-and-picture",
            "Book sound, picture and the online side",
            "Ask for a technician in the room, microphones at the tables, a camera on the speaker and a second line to the internet, since members vote from afar."
        ),
        Host(
            -120,
            "hearing-loop",
            "Arrange hearing loop and captions",
            "Have the loop measured in the seats, not only at the desk, and order live captions for the main room and the stream."
        ),
        Host(
            -120,
            "wifi",
            "Make sure of the Wi-Fi",
            "Everybody votes on a phone at the same moment: ask for two devices a seat, have it tried with a full room, and get the password early enough to print it on cards."
        ),
        Host(
            -110,
            "keynotes",
            "Invite keynote speakers and guests",
            "Give each a topic, a length, a name to call and an answer by date, and say who pays the journey."
        ),
        Host(
            -100,
            "transport",
            "Write the page on getting there",
            "Name the station and airport, the bus from each with its last departure, taxis, parking (step-free too), and order a coach where the walk is long."
        ),
        Host(
            -95,
            "site-visit",
            "Plan the site visit",
            "Choose a school, a laboratory or a works that can be reached, seen and left within the lunch break, and ask about shoes, bags and identity papers."
        ),
        Statutory(
            TaskOwner.Secretariat,
            -90,
            DeadlineKind.Announcement,
            "announcement",
            "Announce the dates",
            "Everybody who will be convened gets the days and the place, so that journeys can be booked."
        ),
        Host(
            -84,
            "visa-letters",
            "Offer letters for visas",
            "Ask who needs one as soon as the dates are out, since an appointment can take six weeks, and destroy the passport data after the assembly."
        ),
        Host(
            -70,
            "dinner",
            "Reserve the members’ dinner",
            "Choose a place that is step-free, quiet enough to talk and able to cook for every diet, and fix the day for the final number."
        ),
        Statutory(
            TaskOwner.Secretariat,
            -56,
            null,
            "officers",
            "Appoint chair and minute-taker",
            "Both have to know the rules and be free on all days; name a deputy chair as well."
        ),
        Host(
            -50,
            "catering",
            "Order coffee, lunch and water",
            "Order by heads with a day for the final number, label every dish with its allergens, and have water within reach of every seat."
        ),
        Host(
            -45,
            "photo-consent",
            "Settle photographs and consent",
            "Tell the photographer who may not be taken, mark those badges, and keep one part of the room out of every picture."
        ),
        Statutory(
            TaskOwner.Chair,
            -42,
            DeadlineKind.CharterText,
            "charter-text",
            "Have the text of charter amendments ready",
            "The full wording, old beside new, has to be with the members in time or the vote cannot be taken."
        ),
        Statutory(
            TaskOwner.Secretariat,
            -42,
            DeadlineKind.Convocation,
            "convocation",
            "Convene the assembly",
            "Publish the provisional agenda and convene; the record of who was written to, when and at which address is the proof of it."
        ),
        Host(
            -35,
            "emergency-plan",
            "Write the emergency plan",
            "Put exits, meeting point, first-aiders, the nearest defibrillator and hospital and one number to call on a single page, with help for those who cannot use stairs."
        ),
        Statutory(
            TaskOwner.Chair,
            -24,
            null,
            "members-items",
            "Answer the members’ items",
            "Accept, merge or decline each one with a reason, so that the final agenda can be drawn up."
        ),
        Host(
            -21,
            "signage",
            "Order signs",
            "Signs lead from the street to the desk, rooms, toilets, lift and quiet room, in large letters and with arrows that still fit when a room changes."
        ),
        Host(
            -21,
            "quiet-room",
            "Set a quiet room aside",
            "A room with a door, a couch, water and dim light, for rest, prayer or feeding a child, that is used for nothing else."
        ),
        Statutory(
            TaskOwner.Secretariat,
            -14,
            DeadlineKind.FinalDocuments,
            "final-documents",
            "Send the final agenda and documents",
            "Members get the links to all documents on one day; what comes later is marked late."
        ),
        Statutory(
            TaskOwner.Secretariat,
            -14,
            DeadlineKind.RecordDate,
            "roll",
            "Close the roll of entitled members",
            "On this day it is settled who votes: check each fee and each mandate, and write to those whose vote is at risk a week before."
        ),
        Host(
            -12,
            "numbers-and-diets",
            "Give final numbers and diets",
            "Pass on heads and diets without names to the caterer and the restaurant, and tell the hotels which rooms go back."
        ),
        Host(
            -10,
            "presentations",
            "Collect the presentations",
            "Ask for the files now, open each on the machine of the room, and check type size, sound and captions of films."
        ),
        Host(
            -9,
            "badges",
            "Print badges and name signs",
            "Print first name and country large enough to read across a table, on both sides, with signs for members’ seats and some blanks for substitutes."
        ),
        Statutory(
            TaskOwner.Chair,
            -6,
            null,
            "amendments-order",
            "Put the amendments in order",
            "The furthest-reaching comes first, and members see beforehand which ones lapse when another is adopted."
        ),
        Secretariat(
            -5,
            "paper-ballots",
            "Pack ballots on paper",
            "Should the network fail, numbered papers for each vote, a box that closes, pens and a tally sheet let the meeting go on."
        ),
        Host(
            -4,
            "signature-sheets",
            "Print the signature sheets",
            "One for each day and meeting, guests included, with project number, activity and date; an unsigned sheet is money lost."
        ),
        Host(
            -2,
            "hybrid-test",
            "Rehearse the hybrid meeting",
            "Try with two people at home: speaking, being heard in the room, sharing slides, voting, and what happens when the line breaks."
        ),
        After(
            TaskOwner.Host,
            3,
            "thanks",
            "Write thank-you letters",
            "Speakers, the ministry, the venue, helpers: a short letter this week is worth more than a long one later."
        ),
        StatutoryAfter(
            5,
            DeadlineKind.DecisionsList,
            "decisions-list",
            "Publish the list of decisions",
            "Each decision with its number, wording and result; the time for contesting a vote begins with it."
        ),
        After(
            TaskOwner.Host,
            14,
            "evidence",
            "File the evidence",
            "Scan the signed sheets and keep them with participant list, programme, certificates and a few photographs; they have to be there five years after the final report."
        ),
        StatutoryAfter(
            30,
            DeadlineKind.DraftMinutes,
            "draft-minutes",
            "Send the draft minutes",
            "The time for objections begins with them."
        ),
        After(
            TaskOwner.Host,
            45,
            "settlement",
            "Settle the accounts",
            "Gather invoices and proof of payment, set them against the budget and send the statement to the secretariat with what the next host should know."
        ),
    ];

    private static TaskTemplate Host(int days, string key, string title, string help) =>
        new(key, title, help, TaskOwner.Host, TaskAnchor.FirstDay, days, IsStatutory: false, Deadline: null);

    private static TaskTemplate Secretariat(int days, string key, string title, string help) =>
        new(key, title, help, TaskOwner.Secretariat, TaskAnchor.FirstDay, days, IsStatutory: false, Deadline: null);

    private static TaskTemplate Statutory(TaskOwner owner, int days, DeadlineKind? deadline, string key, string title, string help) =>
        new(key, title, help, owner, TaskAnchor.FirstDay, days, IsStatutory: true, deadline);

    private static TaskTemplate StatutoryAfter(int days, DeadlineKind deadline, string key, string title, string help) =>
        new(key, title, help, TaskOwner.Secretariat, TaskAnchor.LastDay, days, IsStatutory: true, deadline);

    private static TaskTemplate After(TaskOwner owner, int days, string key, string title, string help) =>
        new(key, title, help, owner, TaskAnchor.LastDay, days, IsStatutory: false, Deadline: null);
}
