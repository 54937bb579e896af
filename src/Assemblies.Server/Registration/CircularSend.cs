using System.Text.Json;
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

namespace Assemblies.Server.Registration;

/// <summary>
/// The host or the secretariat writes to a selection. It rests for the settling time, can be called back until it has gone, and then goes once to
/// each of those who are in the selection now. Each repeat writes another one.
/// </summary>
/// <param name="Code">At which assembly.</param>
/// <param name="To">To whom. A selection with nobody in it is refused.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its text; blank lines part paragraphs, addresses become links.</param>
/// <param name="Number">To how many, as its writer saw it: another number is refused.</param>
public sealed record SendCircular(string Code, Selection To, string Subject, string Text, int Number) : ICommand<SendCircular.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => Code;

    /// <summary>What was written.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Recipients">To how many it goes.</param>
    public sealed record Answer(Id<Circular> Id, int Recipients);

    internal sealed class Validator : AbstractValidator<SendCircular>
    {
        public Validator()
        {
            RuleFor(c => c.To.Kind).IsInEnum().OverridePropertyName("to").WithMessage("Choose to whom it goes.");
            RuleFor(c => c.To).Must(to => to.IsWhole).WithMessage("Choose to whom it goes, with the meeting or what is booked.");
            Letter(this, c => c.Subject, c => c.Text);
        }

        /// <summary>What every letter needs.</summary>
        internal static void Letter<T>(
            AbstractValidator<T> rules,
            System.Linq.Expressions.Expression<Func<T, string?>> subject,
            System.Linq.Expressions.Expression<Func<T, string?>> text
        )
        {
            rules.RuleFor(subject).NotEmpty().WithMessage("Enter a subject.").OneLine();
            rules.RuleFor(subject).MaximumLength(150).WithMessage("A subject has at most 150 letters.");
            rules.RuleFor(text).NotEmpty().WithMessage("Write what you want to say.");
            rules.RuleFor(text).MaximumLength(10_000).WithMessage("A letter has at most 10,000 letters.");
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader) : ICommandHandler<SendCircular, Answer>
    {
        public async Task<Result<Answer>> Handle(SendCircular command, CancellationToken ct)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == command.Code).Select(a => new { a.Id }).SingleOrDefaultAsync(ct);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var words = await db.InWords(assembly.Id, command.To, ct);
            if (words.Error is { } error)
            {
                return error;
            }

            var gets = (await db.Select(assembly.Id, command.To, ct)).Where(one => one.GetsNothing is null).ToList();
            if (gets.Count is 0)
            {
                return WritingErrors.Nobody;
            }

            if (gets.Count != command.Number)
            {
                return WritingErrors.OtherNumber;
            }

            var circular = new Circular(
                assembly.Id,
                command.To,
                words.Value!,
                command.Subject.Trim(),
                command.Text.Trim(),
                gets.Count,
                reader.Person,
                await db.Now(ct)
            );
            await db.InsertAll([circular], ct);
            await db.InsertAll([.. gets.Select(one => new CircularRecipient(circular.Id, one.Email!, one.Name, one.Person))], ct);
            return new Answer(circular.Id, gets.Count);
        }
    }

    internal sealed record Body(Selection To, string Subject, string Text, int Number);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/circulars",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new SendCircular(code, body.To, body.Subject, body.Text, body.Number), ct)
                        .ToCreated(made => $"/api/v1/assemblies/{code}/circulars/{made.Id}")
            )
            .WithName("sendCircular")
            .WithSummary("Write to a selection")
            .WithDescription(
                "Say to how many, as the preview showed it; another number is refused, and so is a selection with nobody in it. It rests for the "
                    + "settling time, can be called back until then, and goes once to each. Each repeat writes another one."
            )
            .WithExample(new Body(new(SelectionKind.Registered), "How to get there", "The tram stops in front of the house.", 41))
            .Refuses(
                RequestErrors.Invalid,
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                WritingErrors.UnknownSelection,
                WritingErrors.Nobody,
                WritingErrors.OtherNumber
            );
}

/// <summary>Sends a letter to its writer first, and to nobody else. Each repeat sends it again.</summary>
/// <param name="Code">At which assembly.</param>
/// <param name="To">To whom it is to go later; stands below the letter.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its text.</param>
public sealed record TryCircular(string Code, Selection To, string Subject, string Text) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Validator : AbstractValidator<TryCircular>
    {
        public Validator() => SendCircular.Validator.Letter(this, c => c.Subject, c => c.Text);
    }

    internal sealed class Handler(AssembliesDb db, OutgoingMail mail, Reader reader) : ICommandHandler<TryCircular, Done>
    {
        public async Task<Result<Done>> Handle(TryCircular command, CancellationToken ct)
        {
            var assembly = await db
                .Assemblies.Where(a => a.Code == command.Code)
                .Select(a => new { a.Id, a.Title })
                .SingleOrDefaultAsync(ct);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var words = await db.InWords(assembly.Id, command.To, ct);
            if (words.Error is { } error)
            {
                return error;
            }

            var (name, email) = CircularMail.Writer(reader);
            var model = new CircularMail.Model(
                command.Code,
                assembly.Title,
                command.Subject.Trim(),
                command.Text.Trim(),
                name,
                email,
                words.Value!,
                IsTrial: true
            );
            var key = $"{CircularMail.MailKind}/trial/{Id<Circular>.New()}";
            await mail.Add(
                new NewMail(key, CircularMail.MailKind, key, email, name, JsonSerializer.Serialize(model, Platform.Http.Json.Options))
                {
                    Person = reader.Person,
                    Assembly = assembly.Id,
                    Group = "letters",
                },
                ct
            );
            return Done.It;
        }
    }

    internal sealed record Body(Selection To, string Subject, string Text);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/circulars/try",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new TryCircular(code, body.To, body.Subject, body.Text), ct).ToHttp()
            )
            .WithName("tryCircular")
            .WithSummary("Send a circular to yourself first")
            .WithDescription("To its writer and nobody else, with “Trial” before its subject. Each repeat sends it again.")
            .WithExample(new Body(new(SelectionKind.Registered), "How to get there", "The tram stops in front of the house."))
            .Refuses(
                RequestErrors.Invalid,
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                WritingErrors.UnknownSelection
            );
}
