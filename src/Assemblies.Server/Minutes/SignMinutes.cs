using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>Chair or minute-taker signs the minutes that a later assembly approved, naming their hash. Nobody signs for them; a repeat is refused.</summary>
/// <param name="Assembly">Whose minutes.</param>
/// <param name="Hash">The hash of the version that was approved.</param>
public sealed record SignMinutes(string Assembly, string Hash) : ICommand<SignMinutes.Given>
{
    /// <inheritdoc />
    public Access Needs => new SignsMinutes(Assembly);

    /// <inheritdoc />
    public string On => Assembly;

    /// <summary>It is signed.</summary>
    /// <param name="Office">As what.</param>
    /// <param name="At">When.</param>
    public sealed record Given(Office Office, Instant At);

    internal sealed class Validator : AbstractValidator<SignMinutes>
    {
        public Validator() => RuleFor(c => c.Hash).NotEmpty().WithMessage("Name the hash of the version that you sign.");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<SignMinutes, Given>
    {
        public async Task<Result<Given>> Handle(SignMinutes command, CancellationToken cancellationToken)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == command.Assembly).Select(a => a.Id).SingleAsync(cancellationToken);
            if (await db.StandingApproval(assembly, cancellationToken) is not { } approval)
            {
                return MinutesDomainErrors.NotApproved;
            }

            if (!string.Equals(command.Hash.Trim(), approval.Hash, StringComparison.OrdinalIgnoreCase))
            {
                return MinutesDomainErrors.OtherHash;
            }

            // Whoever holds both offices signs for both, one after the other.
            var signed = await db
                .MinutesSignatures.Where(s => s.Assembly == assembly && s.Version == approval.Version)
                .Select(s => s.Office)
                .ToListAsync(cancellationToken);
            var open = SignsMinutes.Signers.Where(office => reader.Holds(assembly, office) && !signed.Contains(office)).ToList();
            if (open.Count is 0)
            {
                return MinutesDomainErrors.SignedAlready;
            }

            var now = clock.GetCurrentInstant();
            db.Add(new MinutesSignature(approval, open[0], reader.Person!.Value, reader.Name, now));
            return new Given(open[0], now);
        }
    }

    internal sealed record Body(string Hash);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/minutes/sign",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new SignMinutes(code, body.Hash), ct).ToHttp()
            )
            .WithName("signMinutes")
            .WithExample(new Body("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))
            .WithSummary("Sign the approved minutes")
            .WithDescription("By chair and minute-taker of the assembly, each once, naming the hash of the version that was approved.")
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                MinutesErrors.SignersOnly,
                MinutesDomainErrors.NotApproved,
                MinutesDomainErrors.OtherHash,
                MinutesDomainErrors.SignedAlready,
                RequestErrors.Invalid
            );
}

/// <summary>Signs the minutes of an assembly: its chair and its minute-taker. Nobody does it for them.</summary>
/// <param name="Code">Its code.</param>
public sealed record SignsMinutes(string Code) : Access
{
    internal static readonly Office[] Signers = [Office.Chair, Office.MinuteTaker];

    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        !await context.Db.Assemblies.AnyAsync(a => a.Code == Code, ct) ? AccessErrors.NotFound
        : Allows(context.Reader) ? null
        : await new ReaderOf(Code).Check(context, ct) ?? (context.Reader.IsSignedIn ? MinutesErrors.SignersOnly : AccessErrors.SignIn);

    /// <summary>The same question, for what a page shows.</summary>
    public bool Allows(Reader reader) =>
        reader.Offices.Any(held => string.Equals(held.Code, Code, StringComparison.Ordinal) && Signers.Contains(held.Office));
}
