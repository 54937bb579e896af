using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.SignIn;

/// <summary>Writes the mail with the link, or drops it when nobody has the address. The secret is made here: until then there is none that could be stolen.</summary>
internal sealed class LinkMail(AssembliesDb db, Settings settings) : IComposeMail
{
    public const string MailKind = "sign-in.link";

    public string Kind => MailKind;

    public async ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var id = JsonSerializer.Deserialize<Model>(mail.Model, Json.Options)!.Link;
        var link = await db.SignInLinks.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id && l.UsedAt == null, ct);
        var person = link is null
            ? null
            : await db
                .People.AsNoTracking()
                .Where(p => p.Email == link.Email)
                .Select(p => new { p.Name, p.TimeZone })
                .SingleOrDefaultAsync(ct);
        if (link is null || person is null)
        {
            return null;
        }

        var secret = link.Arm(await db.Now(ct), settings.SignInLink);
        await db
            .SignInLinks.Where(l => l.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Hash, link.Hash).SetProperty(l => l.ExpiresAt, link.ExpiresAt), ct);
        var (html, text) = MailLayout.Render(Letter(link, person.Name, DateTimeZoneProviders.Tzdb[person.TimeZone], secret));
        return new($"Sign in to {settings.NetworkName}", text, html);
    }

    private MailLetter Letter(SignInLink link, string name, DateTimeZone zone, string secret) =>
        new()
        {
            Preview = $"Asked for on {Clocks.Moment(link.AskedAt, zone)}.",
            Eyebrow = settings.NetworkName,
            Title = "Sign in",
            Greeting = $"Dear {name},",
            Paragraphs =
            [
                $"somebody, most likely you, asked for a link to sign in: on {Clocks.Moment(link.AskedAt, zone)}, with {link.Browser}. "
                    + $"It works once, until {Clocks.Time(link.ExpiresAt!.Value.InZone(zone).TimeOfDay)}.",
            ],
            Actions = new("", [new("Sign in", new Uri($"{settings.SiteUrl}/sign-in/{secret}"))], "It opens a page where you confirm."),
            Footer = ["If it was not you, do nothing: without this mail nobody can sign in with your address."],
        };

    internal sealed record Model(Id<SignInLink> Link);
}
