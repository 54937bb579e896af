using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>The host lets a guest in who asked by the public form: the place is theirs if one is free, else they wait in line. They are told. A repeat changes nothing.</summary>
/// <param name="Code">To the open meeting of which assembly.</param>
/// <param name="Guest">Which of those who asked.</param>
public sealed record AdmitGuest(string Code, Id<Admission> Guest) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Guest}";

    internal sealed class Handler(AssembliesDb db, GuestSeats seats, OutgoingMail mail, IClock clock, Reader reader)
        : ICommandHandler<AdmitGuest, Done>
    {
        public async Task<Result<Done>> Handle(AdmitGuest command, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            var now = clock.GetCurrentInstant();
            if (await db.AdmissionOf(command.Code, command.Guest, ct) is not { } admission)
            {
                return GuestErrors.UnknownGuest;
            }

            var open = (await db.OpenMeeting(command.Code, ct))!;
            if (open.Refusal(now) is { } refusal)
            {
                return refusal;
            }

            var asked = admission.State is AdmissionState.AsksHost;
            if (admission.Admit(now, reader.Person) is { } refused)
            {
                return refused;
            }

            if (!asked)
            {
                return Done.It;
            }

            await mail.Add(GuestMail.Of(GuestMail.Admitted, admission), ct);
            return await seats.Take(admission, open, admission.How, reader.Person, ct) is { } noSeat ? noSeat : Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/guests/{id}/admit",
                (string code, Id<Admission> id, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AdmitGuest(code, id), ct).ToHttp()
            )
            .WithName("admitGuest")
            .WithSummary("Let a guest in")
            .WithDescription(
                "One who asked by the public form and confirmed the address. The place is theirs if one is free, else they wait in line; they are "
                    + "told. A repeat changes nothing."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                GuestErrors.UnknownGuest,
                GuestErrors.NoOpenMeeting,
                GuestErrors.MeetingBegan,
                AdmissionErrors.NotConfirmed,
                AdmissionErrors.AnsweredOtherwise
            );
}

/// <summary>The host cannot give a place to somebody who asked by the public form, and says why. They are told. A repeat changes nothing.</summary>
/// <param name="Code">To the open meeting of which assembly.</param>
/// <param name="Guest">Which of those who asked.</param>
/// <param name="Why">Why; they read it.</param>
public sealed record RefuseGuest(string Code, Id<Admission> Guest, string Why) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Guest}";

    internal sealed class Validator : AbstractValidator<RefuseGuest>
    {
        public Validator()
        {
            RuleFor(c => c.Why).NotEmpty().WithMessage("Say why, in a sentence; the guest reads it.");
            RuleFor(c => c.Why).MaximumLength(1000).WithMessage("Use at most 1,000 characters.");
        }
    }

    internal sealed class Handler(AssembliesDb db, OutgoingMail mail, IClock clock, Reader reader) : ICommandHandler<RefuseGuest, Done>
    {
        public async Task<Result<Done>> Handle(RefuseGuest command, CancellationToken ct)
        {
            if (await db.AdmissionOf(command.Code, command.Guest, ct) is not { } admission)
            {
                return GuestErrors.UnknownGuest;
            }

            var asked = admission.State is AdmissionState.AsksHost;
            if (admission.Refuse(clock.GetCurrentInstant(), reader.Person, command.Why.Trim()) is { } refused)
            {
                return refused;
            }

            if (asked)
            {
                await mail.Add(GuestMail.Of(GuestMail.Refused, admission), ct);
            }

            return Done.It;
        }
    }

    internal sealed record Body(string Why);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/guests/{id}/refuse",
                (string code, Id<Admission> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new RefuseGuest(code, id, body.Why), ct).ToHttp()
            )
            .WithName("refuseGuest")
            .WithSummary("Say no to a guest, and why")
            .WithDescription(
                "One who asked by the public form and confirmed the address. They are told, with the reason. A repeat changes nothing."
            )
            .WithExample(new Body("The room is kept for schools this time."))
            .Refuses(
                RequestErrors.Invalid,
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                GuestErrors.UnknownGuest,
                AdmissionErrors.NotConfirmed,
                AdmissionErrors.AnsweredOtherwise
            );
}

/// <summary>Finds the guest that a host answers.</summary>
internal static class AnsweredGuest
{
    /// <summary>The way in, tracked; null when there is none of that id at this assembly.</summary>
    public static async Task<Admission?> AdmissionOf(this AssembliesDb db, string code, Id<Admission> id, CancellationToken ct)
    {
        // Who gives it back and who answers at the same moment come one after the other.
        await db.Database.ExecuteSqlAsync($"select 1 from admission where id = {id.Value} for update", ct);
        return await db.Admissions.SingleOrDefaultAsync(
            a => a.Id == id && db.Assemblies.Any(s => s.Id == a.Assembly && s.Code == code),
            ct
        );
    }
}
