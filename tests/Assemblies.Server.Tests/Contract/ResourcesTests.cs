using System.Text.Json;
using System.Text.RegularExpressions;

namespace Assemblies.Server.Tests.Contract;

/// <summary>The API's document names what a life from the call for hosts to the invitations needs.</summary>
public sealed partial class ResourcesTests
{
    private static readonly string[] Needed =
    [
        "organisations",
        "organisations/{}/representatives",
        "organisations/import",
        "host-calls",
        "host-calls/{}/proposals",
        "proposals/{}/submit",
        "proposals/{}/withdraw",
        "host-calls/{}/put-to-vote",
        "host-calls/{}/assign",
        "host-calls/{}/assignments/{}/accept",
        "host-calls/{}/assignments/{}/decline",
        "assemblies/{}/tasks",
        "assemblies",
        "assemblies/{}/announce",
        "assemblies/{}/convene",
        "assemblies/{}/send-documents",
        "assemblies/{}/postpone",
        "assemblies/{}/cancel",
        "assemblies/{}/copy",
        "assemblies/{}/officers",
        "assemblies/{}/meetings",
        "meetings/{}/cancel",
        "assemblies/{}/sessions",
        "assemblies/{}/deadlines",
        "assemblies/{}/agenda",
        "assemblies/{}/agenda/items",
        "assemblies/{}/agenda/requests",
        "assemblies/{}/agenda/publish",
        "assemblies/{}/agenda/versions",
        "assemblies/{}/documents",
        "rules",
        "rules/versions",
        "assemblies/{}/rules",
        "assemblies/{}/invitations",
        "assemblies/{}/deliveries",
        "/calendar/{}.ics",
        "/assemblies/{}.ics",
        "/rsvp/{}",
    ];

    [Test]
    public async Task The_document_is_of_OpenAPI_3_1_and_has_every_resource_that_is_needed()
    {
        await using var service = await TestService.Start();
        using var document = JsonDocument.Parse(await service.Anybody().GetStringAsync("/openapi/v1.json"));
        var paths = document.RootElement.GetProperty("paths").EnumerateObject().Select(path => Name().Replace(path.Name, "{}")).ToHashSet();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(document.RootElement.GetProperty("openapi").GetString(), Does.StartWith("3.1."));
            Assert.That(Needed.Select(path => path[0] is '/' ? path : $"/api/v1/{path}").Where(path => !paths.Contains(path)), Is.Empty);
        }
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
