using Assemblies.Domain;
using Assemblies.Domain.Members;

namespace Assemblies.Server.Members;

/// <summary>Refusals of organisations, people and imports.</summary>
public static class MembersErrors
{
    /// <summary>The demo network wants a database of its own.</summary>
    public static readonly Error NotEmpty = new(
        "members.not_empty",
        ErrorKind.Conflict,
        "There are organisations already; the demo network is for an empty database."
    );

    /// <summary>The first account had its rights before.</summary>
    public static readonly Error GrantedBefore = new(
        "members.granted_before",
        ErrorKind.Conflict,
        "This account belongs to the secretariat, or once did; another member of the secretariat grants it again."
    );

    /// <summary>Another organisation has that code.</summary>
    public static readonly Error CodeTaken = new(
        "members.code_taken",
        ErrorKind.Conflict,
        "Another organisation has this code. Choose another one; codes never change."
    );

    /// <summary>Somebody else has that address.</summary>
    public static readonly Error AddressTaken = new(
        "members.address_taken",
        ErrorKind.Conflict,
        "Somebody else has this address. Each person has one of their own."
    );

    /// <summary>The person holds that role there already.</summary>
    public static readonly Error HoldsRole = new(
        "members.holds_role",
        ErrorKind.Conflict,
        "This person has this role there already. End it first if the dates are wrong."
    );

    /// <summary>There is one head and one deputy at a time.</summary>
    public static readonly Error RoleTaken = new(
        "members.role_taken",
        ErrorKind.Conflict,
        "Somebody else is that for the organisation at the time. End their mandate first: there is one head and one deputy."
    );

    /// <summary>Only an adviser is named by the head.</summary>
    public static readonly Error NotAdviser = new(
        "members.not_adviser",
        ErrorKind.Conflict,
        "Only an adviser is named; head and deputy are told anyway."
    );

    /// <summary>Somebody else saved in between.</summary>
    public static readonly Error Stale = new(
        "members.stale",
        ErrorKind.Stale,
        "Somebody else saved this organisation in between. Compare both, then save again."
    );

    /// <summary>Somebody else corrected the person in between.</summary>
    public static readonly Error StalePerson = new(
        "members.person_changed",
        ErrorKind.Stale,
        "Somebody else corrected this person in between. Compare both, then save again."
    );

    /// <summary>Nobody has that address.</summary>
    public static readonly Error UnknownPerson = new(
        "members.unknown_person",
        ErrorKind.NotFound,
        "Nobody here has this address. Add the person to an organisation first."
    );

    /// <summary>One has to remain.</summary>
    public static readonly Error LastOfSecretariat = new(
        "members.last_of_secretariat",
        ErrorKind.Conflict,
        "This is the last one of the secretariat. Grant it to somebody else first."
    );

    /// <summary>The head of the member names its advisers.</summary>
    public static readonly Error HeadOnly = new(
        "members.head_only",
        ErrorKind.Forbidden,
        "The head of the delegation names its advisers. Ask yours, or the secretariat."
    );

    /// <summary>Ended mandates stay.</summary>
    public static readonly Error MandateEnded = MembersDomainErrors.MandateEnded;

    /// <summary>A mandate lasts a day at least.</summary>
    public static readonly Error LastDayBeforeFirst = MembersDomainErrors.LastDayBeforeFirst;

    /// <summary>Ending does not lengthen.</summary>
    public static readonly Error EndsBefore = MembersDomainErrors.EndsBefore;

    /// <summary>The file's script is unclear.</summary>
    public static readonly Error EncodingUnclear = new(
        "import.encoding_unclear",
        ErrorKind.Invalid,
        "Letters of this file can be read in two ways. Say which is right: windows-1252 or macintosh."
    );

    /// <summary>The file is not one of the kinds that are taken.</summary>
    public static readonly Error Unreadable = new(
        "import.unreadable",
        ErrorKind.Invalid,
        "This is neither a CSV table with a line of headings nor a network file in JSON."
    );

    /// <summary>Some rows are wrong.</summary>
    public static readonly Error WrongRows = new(
        "import.wrong_rows",
        ErrorKind.Invalid,
        "Some rows are wrong. Nothing was imported; mend them in the file and import it again."
    );
}
