using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Files;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>
/// A member hands in its update for the exchange of progress, until the deadline; a newer one takes the place of the one before. The secretariat may for
/// a member, saying how it came by it, also later: then the member is told.
/// </summary>
public sealed record UploadCountryUpdate(string Assembly, string? Member, UploadedFile? File, Source? Source)
    : ICommand<UploadDocument.Added>
{
    /// <inheritdoc />
    public Access Needs => new SignedInAt(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Member}".TrimEnd();

    internal sealed class Validator : AbstractValidator<UploadCountryUpdate>
    {
        public Validator() =>
            RuleFor(c => c.Source!.Note)
                .MaximumLength(300)
                .WithMessage(RequestItem.SourceTooLong)
                .When(c => c.Source is not null)
                .OverridePropertyName("sourceNote");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock, RequestMail mail)
        : ICommandHandler<UploadCountryUpdate, UploadDocument.Added>
    {
        public async Task<Result<UploadDocument.Added>> Handle(UploadCountryUpdate command, CancellationToken ct)
        {
            var acting = await db.ActingFor(reader, command.Member, command.Source, ct);
            if (acting.Error is { } notYours)
            {
                return notYours;
            }

            var looked = command.File?.Look() ?? FileErrors.Missing.At("file");
            if (looked.Error is { } wrong)
            {
                return wrong;
            }

            var opened = await db.OpenDraft(command.Assembly, ct);
            if (opened.Error is { } refusal)
            {
                return refusal;
            }

            var (open, member, now) = (opened.Value!, acting.Value!.Member, clock.GetCurrentInstant());
            var isLate = (await db.DeadlinesOf(open.Assembly, ct))?[DeadlineKind.CountryUpdates]?.IsPast(now) is true;
            if (isLate && !acting.Value.ForSomebody)
            {
                return DocumentErrors.UpdatesClosed;
            }

            var item = open.Draft.Items.FirstOrDefault(i => i.Kind is ItemKind.Progress)?.Id;
            var title = $"Update of {member.NameLatin ?? member.Name}";
            var document = new AgendaDocument(open.Assembly.Id, DocumentKind.CountryUpdate, title, looked.Value!, now, reader.Person)
                .For(item)
                .For(member.Id)
                .From(command.Source)
                .MarkedLate(isLate);
            if (
                await db.AgendaDocuments.SingleOrDefaultAsync(
                    d => d.Assembly == open.Assembly.Id && d.Kind == DocumentKind.CountryUpdate && d.Organisation == member.Id,
                    ct
                ) is
                { } before
            )
            {
                document.InPlaceOf(before);

                // Out of the way of the key that allows one, before the new one comes.
                await db.SaveChangesAsync(ct);
            }

            db.AddRange(document, new DocumentFile(document.Id, command.File!.Content));
            if (acting.Value.ForSomebody)
            {
                await mail.Entered(open.Assembly, document, ct);
            }

            return new UploadDocument.Added(document.Id, document.FileName, document.ContentType, document.Hash, document.Late);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/documents/country-updates",
                async (
                    string code,
                    IFormFile? file,
                    [FromForm] string? member,
                    [FromForm] Named<SourceKind>? sourceKind,
                    [FromForm] string? sourceNote,
                    IMediator mediator,
                    CancellationToken ct
                ) =>
                {
                    var read = await UploadedFile.Read(file, ct);
                    var source = sourceKind is { } kind ? new Source(kind.Value, sourceNote ?? "") : null;
                    return await mediator
                        .Send(new UploadCountryUpdate(code, member, read, source), ct)
                        .ToCreated(added => $"/api/v1/assemblies/{code}/documents/{added.Id}/file");
                }
            )
            .TakesFiles()
            .WithName("uploadCountryUpdate")
            .WithSummary("Hand in a member's country update")
            .WithDescription(
                "By its head or deputy until the deadline; by the secretariat for a member with the source (the member is told), also later. A newer one takes the place of the one before."
            )
            .Refuses([
                AccessErrors.SignIn,
                AgendaErrors.UnknownAssembly,
                AgendaErrors.Over,
                AgendaErrors.WhichMember,
                AgendaErrors.NotYourMember,
                AgendaErrors.SourceMissing,
                DocumentErrors.UpdatesClosed,
                DocumentErrors.UpdateMeanwhile,
                .. FileErrors.All,
            ]);
}

/// <summary>For which member somebody acts.</summary>
/// <param name="Member">The member.</param>
/// <param name="ForSomebody">The secretariat acts for it.</param>
internal sealed record Acting(Organisation Member, bool ForSomebody);

internal static class ActingForMembers
{
    /// <summary>The member a reader acts for: the one named, else their only one. The secretariat acts for any, and says how it came to know.</summary>
    public static async Task<Result<Acting>> ActingFor(
        this AssembliesDb db,
        Reader reader,
        string? code,
        Source? source,
        CancellationToken ct
    )
    {
        var own = reader
            .Hats.Where(h => h.Kind is OrganisationKind.Member && h.Role is MandateRole.Head or MandateRole.Deputy)
            .Select(h => h.Code)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var wanted = SessionBody.Tidy(code) ?? (own.Count is 1 && source is null ? own[0] : null);
        if (wanted is null)
        {
            return own.Count > 0 || reader.IsSecretariat ? AgendaErrors.WhichMember.At("member") : AgendaErrors.NotYourMember;
        }

        var isOwn = own.Contains(wanted, StringComparer.Ordinal) && source is null;
        if (!isOwn && !reader.IsSecretariat)
        {
            return AgendaErrors.NotYourMember;
        }

        if (!isOwn && string.IsNullOrWhiteSpace(source?.Note))
        {
            return AgendaErrors.SourceMissing.At("sourceNote");
        }

        var member = await db.Organisations.SingleOrDefaultAsync(o => o.Code == wanted && o.Kind == OrganisationKind.Member, ct);
        return member is null ? AgendaErrors.WhichMember.At("member") : new Acting(member, !isOwn);
    }
}
