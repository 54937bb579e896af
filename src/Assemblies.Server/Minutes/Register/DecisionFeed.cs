using System.Text;
using System.Xml;
using Assemblies.Domain;
using Assemblies.Server.Minutes.Register.Pages;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Assemblies.Server.Minutes.Register;

/// <summary>The newest public decisions as an Atom feed, the same for everybody.</summary>
public sealed record ReadDecisionFeed : IQuery<string>
{
    /// <summary>How many entries it has.</summary>
    public const int Length = 50;

    /// <summary>Where it is.</summary>
    public const string Address = "/decisions.atom";

    private const string MediaType = "application/atom+xml";

    /// <inheritdoc />
    public Access Needs => new Anybody();

    internal sealed class Handler(AssembliesDb db, Settings settings) : IQueryHandler<ReadDecisionFeed, string>
    {
        private const string Atom = "http://www.w3.org/2005/Atom";

        public async Task<Result<string>> Handle(ReadDecisionFeed query, CancellationToken ct)
        {
            var entries = db.Decisions.AsNoTracking().Where(d => d.IsPublic);
            var newest = entries
                .Where(d => d.Seq != null)
                .OrderByDescending(d => d.Entry)
                .Take(Length)
                .Select(d => new Placed { Entry = d });
            var found = await DecisionRead.Of(newest, entries, db).ToListAsync(ct);
            var ids = found.ConvertAll(it => it.Entry.Id);
            // What is said of it later makes it new for whoever follows.
            var said = await db
                .DecisionSteps.Where(s => ids.Contains(s.Decision))
                .GroupBy(s => s.Decision)
                .ToDictionaryAsync(of => of.Key, of => of.Max(s => s.At), ct);
            var updated = found.Select(Updated).DefaultIfEmpty(NodaConstants.UnixEpoch).Max();
            var text = new StringBuilder();
            using (var xml = XmlWriter.Create(text, new() { Indent = true, OmitXmlDeclaration = true }))
            {
                xml.WriteStartElement("feed", Atom);
                xml.WriteElementString("title", Atom, $"Decisions of {settings.NetworkName}");
                xml.WriteElementString("id", Atom, settings.SiteUrl + Address);
                xml.WriteElementString("updated", Atom, InstantPattern.General.Format(updated));
                Link(xml, "self", settings.SiteUrl + Address);
                Link(xml, "alternate", $"{settings.SiteUrl}/decisions");
                xml.WriteStartElement("author", Atom);
                xml.WriteElementString("name", Atom, settings.NetworkName);
                xml.WriteEndElement();
                foreach (var it in found)
                {
                    Entry(xml, it.Line, Updated(it));
                }

                xml.WriteEndElement();
            }

            return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text;

            Instant Updated(DecisionRead it) => said.GetValueOrDefault(it.Entry.Id, it.Entry.DecidedAt);
        }

        private void Entry(XmlWriter xml, DecisionLine decision, Instant said)
        {
            var address = settings.SiteUrl + decision.Address;
            string[] words =
            [
                .. RegisterWords.DoesNotHold(decision) is { } why ? [why] : Array.Empty<string>(),
                decision.Text,
                .. decision.CorrectedText is { } corrected ? [$"Corrigendum: {corrected}"] : Array.Empty<string>(),
                decision.Vote,
            ];
            xml.WriteStartElement("entry", Atom);
            xml.WriteElementString("title", Atom, Clean($"{decision.Number} {decision.Title}"));
            xml.WriteElementString("id", Atom, address);
            Link(xml, "alternate", address);
            xml.WriteElementString("published", Atom, InstantPattern.General.Format(decision.DecidedAt));
            xml.WriteElementString("updated", Atom, InstantPattern.General.Format(said));
            xml.WriteElementString("content", Atom, Clean(string.Join("\n\n", words)));
            xml.WriteEndElement();
        }

        private static void Link(XmlWriter xml, string rel, string address)
        {
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("rel", rel);
            xml.WriteAttributeString("href", address);
            xml.WriteEndElement();
        }

        // What XML cannot hold is not worth a broken feed.
        private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(IsXml));

        private static bool IsXml(Rune rune) => rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and not (0xFFFE or 0xFFFF));
    }

    internal static void MapRoot(IEndpointRouteBuilder root) =>
        root.MapGet(
                Address,
                async (IMediator mediator, CancellationToken ct) =>
                {
                    var feed = await mediator.Send(new ReadDecisionFeed(), ct);
                    return TypedResults.Text(feed.Value!, MediaType, Encoding.UTF8);
                }
            )
            .CachedForPublic()
            .WithTags("minutes")
            .WithName(nameof(ReadDecisionFeed))
            .WithSummary("Subscribe to the public decisions")
            .WithDescription(
                "An Atom feed of the newest decisions that everybody may read, with an ETag; 304 for whoever has it. One that was annulled, overtaken or "
                    + "superseded stays in it: its text begins with that, and it counts as updated."
            )
            .Produces<string>(StatusCodes.Status200OK, MediaType)
            .Produces(StatusCodes.Status304NotModified);
}
