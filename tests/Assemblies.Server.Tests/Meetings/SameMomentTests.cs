using System.Net.Http.Json;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Meetings;

/// <summary>A step and a change that meet at the same moment: whoever comes second looks again, so that nobody is told what no longer holds.</summary>
public sealed class SameMomentTests
{
    private Spring2027 it = null!;

    [SetUp]
    public async Task Start() => it = await Spring2027.Start();

    [TearDown]
    public async Task End() => await it.DisposeAsync();

    [TestCase("convene", "412 assembly.edited_meanwhile")]
    [TestCase("cancel", "412 assembly.edited_meanwhile")]
    public async Task Who_edits_a_meeting_while_a_step_is_taken_looks_again(string step, string refusal)
    {
        var before = await it.Secretariat.GetAsync(A).Value<ShowAssembly.Answer>();
        var (taken, edited) = await AtOnce(
            () => it.Secretariat.PostAsJsonAsync($"{A}/{step}", step is "cancel" ? new { reason = "No host." } : (object)new { }),
            () => Move(before.Meetings[0], before.Version)
        );
        await taken.Succeeds();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await edited.Refusal(), Is.EqualTo(refusal));
            Assert.That(
                (await it.Secretariat.GetAsync(A).Value<ShowAssembly.Answer>()).Meetings[0].Start,
                Is.EqualTo(before.Meetings[0].Start)
            );
        }
    }

    [Test]
    public async Task Who_convenes_while_a_meeting_is_edited_convenes_to_what_stands_then()
    {
        var before = await it.Secretariat.GetAsync(A).Value<ShowAssembly.Answer>();
        var (edited, taken) = await AtOnce(
            () => Move(before.Meetings[0], before.Version),
            () => it.Secretariat.PostAsJsonAsync($"{A}/convene", new { })
        );
        await edited.Succeeds();
        await taken.Succeeds();
        await it.AllSent();
        Assert.That(it.Entries(DemoNetwork.Commission).Single().Entry.Start.Text, Is.EqualTo("20270421T110000"));
    }

    /// <summary>Both have read before either may save; then the first goes first.</summary>
    private async Task<(Task<HttpResponseMessage> First, Task<HttpResponseMessage> Second)> AtOnce(
        Func<Task<HttpResponseMessage>> first,
        Func<Task<HttpResponseMessage>> second
    )
    {
        await using var scope = it.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        await using var held = await db.Database.BeginTransactionAsync();
        await db.Database.SqlQuery<Guid>($"""select id as "Value" from assembly where code = {Code} for update""").ToListAsync();
        var one = first();
        await Waiting(1);
        var other = second();
        await Waiting(2);
        await held.CommitAsync();
        return (one, other);
    }

    private Task Waiting(int commands) =>
        Eventually.Holds(async () =>
            await it.Service.Db(db =>
                db.Database.SqlQuery<int>(
                        $"""
                        select count(*)::int as "Value" from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                        """
                    )
                    .SingleAsync()
            ) == commands
        );

    private async Task<HttpResponseMessage> Move(MeetingLine meeting, long version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/meetings/{meeting.Id}")
        {
            Content = JsonContent.Create(
                new
                {
                    meeting.Title,
                    meeting.Statutory,
                    meeting.Audience,
                    meeting.Format,
                    meeting.Date,
                    Start = new LocalTime(11, 0),
                    meeting.End,
                },
                options: Json.Options
            ),
        };
        request.Headers.TryAddWithoutValidation("If-Match", FormattableString.Invariant($"\"{version}\""));
        return await it.Secretariat.SendAsync(request);
    }
}
