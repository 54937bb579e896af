using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Registration;

internal sealed class ItemValidator : AbstractValidator<BookableItem>
{
    public ItemValidator()
    {
        RuleFor(i => i.Title)
            .NotEmpty()
            .WithMessage("Enter what people book.")
            .OneLine()
            .MaximumLength(200)
            .WithMessage("A title has at most 200 letters.")
            .OverridePropertyName("title");
        RuleFor(i => i.About).MaximumLength(1000).WithMessage("Say it in at most 1,000 letters.").OverridePropertyName("about");
        RuleFor(i => i.Choice)
            .OneLine()
            .MaximumLength(100)
            .WithMessage("A question has at most 100 letters.")
            .OverridePropertyName("choice");
        RuleFor(i => i.Audience).NotEqual(Audience.None).WithMessage("Choose who is asked.").OverridePropertyName("audience");
    }
}

internal static class BookableReading
{
    /// <summary>Something bookable of an assembly, to be changed.</summary>
    public static async Task<Result<SeatPool>> Bookable(
        this AssembliesDb db,
        Id<Assembly> assembly,
        Id<SeatPool> id,
        CancellationToken ct
    ) =>
        await db.SeatPools.SingleOrDefaultAsync(p => p.Id == id && p.Assembly == assembly && p.RemovedAt == null, ct) is not { } pool
            ? RegistrationErrors.UnknownSeats
        : pool.Kind is PoolKind.Bookable ? pool
        : RegistrationErrors.NotBookable;

    /// <summary>The refusal of a session that is not of this assembly; null when it is, or none is named.</summary>
    public static async Task<Error?> UnknownSession(this AssembliesDb db, Id<Assembly> assembly, BookableItem item, CancellationToken ct) =>
        item.Session is { } session && !await db.Sessions.AnyAsync(s => s.Id == session && s.Assembly == assembly, ct)
            ? RegistrationErrors.UnknownSession.At("session")
            : null;
}
