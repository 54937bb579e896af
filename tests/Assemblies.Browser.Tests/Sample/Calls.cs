using System.Collections.Concurrent;
using Assemblies.Domain;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using NodaTime;

namespace Assemblies.Browser.Tests.Sample;

/// <summary>What the sample page loads. There is no such call: the sample is about the page.</summary>
internal sealed record ShowCall(Guid Id) : IQuery<ShowCall.Answer>
{
    public Access Needs => new Anybody();

    internal sealed record Answer(string Title, int Proposals, LocalDate Deadline);

    internal sealed class Handler : IQueryHandler<ShowCall, Answer>
    {
        public Task<Result<Answer>> Handle(ShowCall request, CancellationToken cancellationToken) =>
            Task.FromResult<Result<Answer>>(
                request.Id == Guid.Empty
                    ? AccessErrors.NotFound with
                    {
                        Message = "No call has that number.",
                    }
                    : new Answer("Autumn 2027", 3, new(2027, 2, 28))
            );
    }
}

/// <summary>What the sample page sends.</summary>
internal sealed record CloseCall(Guid Id, LocalDate? On, string Reason, bool Tell) : ICommand<Done>
{
    /// <summary>The reasons that arrived, in their order.</summary>
    public static readonly ConcurrentQueue<string> Arrived = [];

    public Access Needs => new Anybody();

    string ICommand.On => Id.ToString();

    internal sealed class Validator : AbstractValidator<CloseCall>
    {
        public Validator()
        {
            RuleFor(c => c.On).NotNull().WithMessage("Enter the last day");
            RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why, in a sentence");
        }
    }

    internal sealed class Handler : ICommandHandler<CloseCall, Done>
    {
        public Task<Result<Done>> Handle(CloseCall request, CancellationToken cancellationToken)
        {
            Arrived.Enqueue(request.Reason);
            return Task.FromResult(Done.It);
        }
    }
}
