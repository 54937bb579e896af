using System.Net.Http.Json;
using Assemblies.Domain.Rules;
using Assemblies.Server.Invitations;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Rules;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Invitations;

/// <summary>A notice is for the days it names, comes before them, and lasts no longer than they do.</summary>
[Category("Time")]
public sealed class NoticeTests
{
    [Test]
    public async Task Nobody_is_convened_to_what_has_begun_whatever_the_reason()
    {
        await using var it = await Start();
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 21, 22, 0));
        Assert.That(
            await it.Secretariat.PostAsJsonAsync($"{A}/convene", new { overrideReason = "The steering committee asks for it." }).Refusal(),
            Is.EqualTo("409 meetings.notice_after_begin")
        );
        Assert.That(await it.Secretariat.GetAsync($"{A}/convene").Refusal(), Is.EqualTo("409 meetings.notice_after_begin"));
        Assert.That(await it.Service.Db(db => db.OutboxMails.AnyAsync()), Is.False);
    }

    [Test]
    public async Task New_dates_need_a_new_agenda_and_come_under_the_newest_rules()
    {
        await using var it = await Start();
        await it.Convene();
        await it
            .Secretariat.PostAsJsonAsync(
                "/api/v1/rules/versions",
                new
                {
                    follows = 1,
                    parameters = RulesOfProcedure.Default with
                    {
                        ObjectionDays = 20,
                    },
                    note = "Decision GA-2026-2/07.",
                },
                Json.Options
            )
            .Succeeds();
        it.Service.Clock.Advance(Duration.FromHours(1));
        await it.Secretariat.PostAsJsonAsync($"{A}/postpone", new { reason = "A flood." }).Succeeds();
        await it.Secretariat.PostAsJsonAsync($"{A}/reschedule", new { firstDay = "2027-05-12", reason = "A flood." }).Succeeds();

        var rules = await it.Secretariat.GetAsync($"{A}/rules").Value<ShowAssemblyRules.Answer>();
        Assert.That((rules.Number, rules.IsPinned), Is.EqualTo((2, false)));
        var preview = await it.Secretariat.GetAsync($"{A}/convene").Value<PreviewConvocation.Answer>();
        Assert.That(
            preview.Checks.Where(c => c.Verdict is NoticeVerdict.Refuses).Select(c => c.Sentence),
            Is.EqualTo(["The published agenda has the old dates; publish it again."])
        );

        await Agenda.DemoProgramme.Publish(it.Secretariat);
        Assert.That((await it.Secretariat.PostAsync($"{A}/convene", null).Value<ConveneAssembly.Answer>()).RulesVersion, Is.EqualTo(2));
        Assert.That(
            await it.Service.Db(db => db.Convocations.OrderBy(c => c.At).Select(c => c.RulesVersion).ToListAsync()),
            Is.EqualTo([1, 2])
        );
    }

    [Test]
    public async Task The_days_of_which_notice_was_given_stay()
    {
        await using var it = await Start();
        await it.Convene();
        var assembly = await it.Secretariat.GetAsync(A).Value<ShowAssembly.Answer>();
        var day1 = assembly.Meetings[1];
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/meetings/{day1.Id}")
        {
            Content = JsonContent.Create(
                new
                {
                    day1.Title,
                    day1.Statutory,
                    day1.Audience,
                    day1.Format,
                    Date = new LocalDate(2027, 4, 20),
                    day1.Start,
                    day1.End,
                },
                options: Json.Options
            ),
        };
        request.Headers.TryAddWithoutValidation("If-Match", FormattableString.Invariant($"\"{assembly.Version}\""));
        Assert.That(await it.Secretariat.SendAsync(request).Refusal(), Is.EqualTo("409 meetings.other_days"));
    }
}
