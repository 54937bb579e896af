using System.Text.Json;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>Tells head and deputy of both sides of each step of a proxy.</summary>
internal sealed class ProxyMail(AssembliesDb db, OutgoingMail outgoing, IClock clock) : IReactTo<ProxyStepped>
{
    private static readonly bool[] Sides = [true, false];

    public async ValueTask Happened(ProxyStepped happened, CancellationToken ct)
    {
        var proxy = (await db.Proxies.FindAsync([happened.Proxy], ct))!;
        var step = proxy.Steps.MaxBy(s => s.Seq)!;
        var assembly = await db.Assemblies.Where(a => a.Id == proxy.Assembly).Select(a => new { a.Code, a.Title }).SingleAsync(ct);
        var names = await db
            .Organisations.Where(o => o.Id == proxy.Principal || o.Id == proxy.Holder)
            .ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        var today = await db.Today(clock.GetCurrentInstant(), ct);
        var people = await (
            from m in db.Mandates
            join p in db.People on m.Person equals p.Id
            where m.Organisation == proxy.Principal || m.Organisation == proxy.Holder
            where m.Role == MandateRole.Head || m.Role == MandateRole.Deputy
            where m.From <= today && (m.Until == null || m.Until >= today)
            orderby p.Email
            select new
            {
                p.Id,
                p.Email,
                p.Name,
                IsPrincipal = m.Organisation == proxy.Principal,
            }
        ).ToListAsync(ct);
        var letters = Sides.ToDictionary(
            isPrincipal => isPrincipal,
            isPrincipal =>
                JsonSerializer.Serialize(
                    Letter(new(assembly.Code, assembly.Title, names[proxy.Principal], names[proxy.Holder], isPrincipal), step),
                    Json.Options
                )
        );
        await outgoing.Add(
            [
                .. people.Select(p => new NewMail(
                    FormattableString.Invariant($"{ProxyComposer.TheKind}/{proxy.Id}/{step.Seq}/{p.Id}/{p.IsPrincipal}"),
                    ProxyComposer.TheKind,
                    $"proxy {proxy.Id}",
                    p.Email,
                    p.Name,
                    letters[p.IsPrincipal]
                )
                {
                    Person = p.Id,
                    Assembly = proxy.Assembly,
                    Group = "proxies",
                }),
            ],
            ct
        );
    }

    private sealed record About(string Code, string Title, string Principal, string Holder, bool IsPrincipal);

    private static MemberNotice Letter(About of, ProxyStep step)
    {
        var (title, says) = (step.What, of.IsPrincipal) switch
        {
            (ProxyEvent.Given, true) => (
                $"Your proxy went to {of.Holder}",
                $"You gave your vote at {of.Title} to {of.Holder}. It counts once they accept it, and you are told then."
            ),
            (ProxyEvent.Given, false) => (
                $"{of.Principal} gives you its vote",
                $"{of.Principal} asks you to vote for it at {of.Title}. Read the power, then accept or refuse it."
            ),
            (ProxyEvent.Accepted, true) => (
                $"{of.Holder} votes for you",
                $"{of.Holder} accepted your proxy for {of.Title}. Your vote counts while they are there. If one of you comes after all, the proxy ends and you vote yourselves."
            ),
            (ProxyEvent.Accepted, false) => (
                $"You vote for {of.Principal}",
                $"You accepted the proxy of {of.Principal} for {of.Title}. Its vote counts while you are there, and you cast it apart from your own."
            ),
            (ProxyEvent.Refused, true) => (
                $"{of.Holder} did not take your proxy",
                $"{of.Holder} refused your proxy for {of.Title}. You can give it to another member until the last day."
            ),
            (ProxyEvent.Refused, false) => (
                $"You did not take the proxy of {of.Principal}",
                $"You refused the proxy of {of.Principal} for {of.Title}. It is told so."
            ),
            (ProxyEvent.Withdrawn, true) => (
                $"Your proxy to {of.Holder} is withdrawn",
                $"{of.Holder} does not vote for you at {of.Title}. You can give another proxy until the last day."
            ),
            (ProxyEvent.Withdrawn, false) => (
                $"{of.Principal} withdrew its proxy",
                $"You do not vote for {of.Principal} at {of.Title} any more."
            ),
            (ProxyEvent.Voided, true) => (
                $"Your proxy to {of.Holder} has ended",
                $"One of you is there, so you vote yourselves at {of.Title} from now on. What was voted on before stands."
            ),
            (ProxyEvent.Voided, false) => (
                $"{of.Principal} votes itself now",
                $"{of.Principal} is there, so you do not vote for it at {of.Title} any more. What was voted on before stands."
            ),
            (ProxyEvent.Lapsed, true) => (
                $"Your proxy to {of.Holder} has ended",
                $"{step.Why} The proxy was for days that do not stand; you can give it anew once the assembly is convened again."
            ),
            (ProxyEvent.Lapsed, false) => (
                $"The proxy of {of.Principal} has ended",
                $"{step.Why} The proxy was for days that do not stand; you vote for {of.Principal} only if it gives you another one."
            ),
            (_, true) => (
                $"Your proxy to {of.Holder} stands again",
                $"The check-in that ended your proxy for {of.Title} was a mistake and was taken back."
            ),
            (_, false) => (
                $"You vote for {of.Principal} again",
                $"The check-in that ended its proxy for {of.Title} was a mistake and was taken back."
            ),
        };
        List<string> words = [says];
        if (step is { Why: { } why, What: ProxyEvent.Refused or ProxyEvent.Withdrawn })
        {
            words.Add($"They write: {why}");
        }

        if (step.Source is { } source)
        {
            words.Add(
                $"The secretariat entered this, as it was told ({source.Note}). If this is not what you said, write to the secretariat at once."
            );
        }

        return new($"{of.Code}: {title}", title, words, $"/assemblies/{of.Code}/proxies");
    }
}

/// <summary>Writes it.</summary>
internal sealed class ProxyComposer(Settings settings) : MemberNoticeComposer(settings)
{
    public const string TheKind = "presence.proxy";

    public override string Kind => TheKind;

    protected override string Action => "See the proxies";
}
