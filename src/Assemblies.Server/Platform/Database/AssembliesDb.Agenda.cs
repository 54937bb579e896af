using Assemblies.Domain.Agenda;
using Assemblies.Server.Agenda;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>The drafts of agendas.</summary>
    public DbSet<AgendaDraft> AgendaDrafts => Set<AgendaDraft>();

    /// <summary>Sessions of drafts; those taken out are left out.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>Items of drafts; those dropped are left out.</summary>
    public DbSet<AgendaItem> AgendaItems => Set<AgendaItem>();

    /// <summary>Published versions.</summary>
    public DbSet<AgendaVersion> AgendaVersions => Set<AgendaVersion>();

    /// <summary>Members' requests for items.</summary>
    public DbSet<ItemRequest> ItemRequests => Set<ItemRequest>();

    /// <summary>Documents without their bytes; those taken back are left out.</summary>
    public DbSet<AgendaDocument> AgendaDocuments => Set<AgendaDocument>();

    /// <summary>The bytes of documents.</summary>
    public DbSet<DocumentFile> DocumentFiles => Set<DocumentFile>();

    /// <summary>People whom the chair named for a closed item.</summary>
    public DbSet<ItemReader> ItemReaders => Set<ItemReader>();
}
