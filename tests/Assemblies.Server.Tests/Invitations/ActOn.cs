using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Invitations;

/// <summary>Something that happens to an assembly through the whole pipeline, in place of another area's command.</summary>
internal sealed record ActOn(string Code, Action<Assembly> Act) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<ActOn, Done>
    {
        public async Task<Result<Done>> Handle(ActOn request, CancellationToken cancellationToken)
        {
            var assembly = await db
                .Assemblies.Include(a => a.Steps)
                .Include(a => a.Meetings)
                .SingleAsync(a => a.Code == request.Code, cancellationToken);
            request.Act(assembly);
            return Done.It;
        }
    }
}
