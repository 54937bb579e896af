namespace Assemblies.Server.Tests.Rights;

/// <summary>What the table says of one request and one role.</summary>
public enum Right
{
    /// <summary>Done, or refused for another reason than rights.</summary>
    Yes,

    /// <summary>403.</summary>
    No,

    /// <summary>404.</summary>
    Hidden,

    /// <summary>401.</summary>
    SignIn,
}

/// <summary>Who asks. The columns of the table, in its order.</summary>
public enum Role
{
    /// <summary>Nobody signed in.</summary>
    Public,

    /// <summary>Speaks for a service of the Commission.</summary>
    Commission,

    /// <summary>Speaks for an associated partner.</summary>
    Partner,

    /// <summary>Speaks for an applicant.</summary>
    Applicant,

    /// <summary>Observer of a member: no column of its own, since it may what a partner may, and reads what is for its class.</summary>
    Observer,

    /// <summary>Adviser of a member.</summary>
    Adviser,

    /// <summary>Head of a member.</summary>
    Delegate,

    /// <summary>Organises the assembly for its host.</summary>
    Host,

    /// <summary>Chairs the assembly.</summary>
    Chair,

    /// <summary>Writes its minutes.</summary>
    MinuteTaker,

    /// <summary>The network's secretariat.</summary>
    Secretariat,

    /// <summary>The service itself.</summary>
    Service,
}

/// <summary>The table that people read, <c>docs/rights.md</c>.</summary>
internal static class RightsTable
{
    /// <summary>Its rows: request, then a right for each role.</summary>
    public static IReadOnlyList<(string Request, IReadOnlyDictionary<Role, Right> Rights)> Read()
    {
        string[] columns = [];
        var rows = new List<(string, IReadOnlyDictionary<Role, Right>)>();
        foreach (var line in File.ReadLines(Repository.PathOf("docs", "rights.md")))
        {
            string[] cells = line.StartsWith('|') ? [.. line.Trim('|').Split('|').Select(cell => cell.Trim())] : [];
            if (cells is ["request", ..])
            {
                columns = cells;
            }
            else if (cells.Length is 0)
            {
                columns = [];
            }
            else if (columns.Length > 0 && !cells[0].StartsWith("---", StringComparison.Ordinal))
            {
                Assert.That(cells, Has.Length.EqualTo(columns.Length), line);
                var rights = Enumerable.Range(1, cells.Length - 1).ToDictionary(i => RoleOf(columns[i]), i => RightOf(cells[i]));
                rights[Role.Observer] = rights[cells[0] is "ShowItem" or "DownloadDocument" ? Role.Adviser : Role.Partner];
                rows.Add((cells[0], rights));
            }
        }

        return rows;
    }

    private static Role RoleOf(string column) => Enum.Parse<Role>(column.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static Right RightOf(string cell) => Enum.Parse<Right>(cell.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true);
}
