using Assemblies.Server.Agenda;
using Assemblies.Server.Tests.SignIn;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Invitations;

/// <summary>What an item that is closed is about is read neither in feeds nor behind links.</summary>
public sealed class ClosedTests
{
    private const string Secret = "Conduct of a member";

    [TestCase("open", DemoNetwork.Commission)]
    [TestCase("day1", DemoNetwork.ApplicantHead)]
    public async Task No_link_and_no_feed_names_it_to_a_guest(string meeting, string guestsAddress)
    {
        await using var it = await Start();
        await Close(it, meeting);
        await it.Convene();
        using var guest = it.Service.Anybody();
        var mails = it.Entries(guestsAddress);
        var link = mails.Count > 0 ? mails[0].AnswerPath : "";
        if (meeting is "day1")
        {
            // A stranger whom a delegate asks to come reads no more than any guest.
            var mine = it.Entries(DemoNetwork.FinlandHead)
                .Single(m => m.Entry.Values["SUMMARY"].EndsWith("day 1", StringComparison.Ordinal));
            await guest
                .Answer(
                    mine.AnswerPath,
                    new
                    {
                        answer = "substituted",
                        substituteName = "Somebody",
                        substituteEmail = "somebody@example.org",
                    }
                )
                .Succeeds();
            await it.AllSent();
            link = it.Entries("somebody@example.org").Single().AnswerPath;
        }

        using var browser = new Browser(it.Service);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await guest.GetStringAsync($"/assemblies/{Code}.ics"), Does.Not.Contain(Secret));
            Assert.That(await guest.GetStringAsync(link), Does.Not.Contain(Secret).And.Contain("sessions"));
            Assert.That(await browser.Read(link), Does.Not.Contain(Secret).And.Contain("Will you come?"));
        }
    }

    // In a session that has no title of its own but those of its items.
    private static async Task Close(Spring2027 it, string meeting)
    {
        await it
            .Secretariat.Post(
                $"{A}/agenda/items",
                new
                {
                    meeting,
                    item = new
                    {
                        title = Secret,
                        minutes = 10,
                        kind = "information",
                        closed = true,
                    },
                }
            )
            .Value<AddItem.Added>();
        var preview = await it.Secretariat.GetAsync($"{A}/agenda/publish").Value<PreviewPublication.Answer>();
        await it.Secretariat.Post($"{A}/agenda/publish", null, preview.Version).Succeeds();
    }
}
