using System.Xml.Linq;

namespace Hone.Conventions.Tests;

/// <summary>Arrows point one way: between assemblies, and between the folders inside them.</summary>
public sealed class DirectionTests
{
    [Theory]
    [InlineData("Hone.Engine", "")]
    [InlineData("Hone.Nn", "Hone.Engine")]
    [InlineData("Hone.Learn", "Hone.Nn")]
    [InlineData("Hone.Method", "Hone.Learn")]
    [InlineData("Hone.Testing", "Hone.Method")]
    [InlineData("Hone.Cli", "Hone.Method,Hone.Testing")]
    [InlineData("Hone", "Hone.Method")]
    public void A_project_refers_to_what_stands_below_and_to_nothing_else(string project, string below)
    {
        string[] references = References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).ToArray();
        Assert.Equal(below.Split(',', StringSplitOptions.RemoveEmptyEntries), references);
    }

    [Theory]
    [InlineData("Hone.Engine", "System.Numerics.Tensors")]
    [InlineData("Hone.Nn", "")]
    [InlineData("Hone.Learn", "CsvHelper")]
    [InlineData("Hone.Method", "")]
    [InlineData("Hone.Cli", "Spectre.Console,System.CommandLine")]
    public void A_project_depends_on_the_packages_that_the_design_allows(string project, string packages) =>
        Assert.Equal(packages, string.Join(',', References(project, "PackageReference").Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("src/Hone.Engine/Kernels", "Hone.Ops")]
    [InlineData("src/Hone.Engine/Kernels", "Hone.Autograd")]
    [InlineData("src/Hone.Engine/Memory", "Hone.Ops")]
    [InlineData("src/Hone.Engine/Memory", "Hone.Kernels")]
    [InlineData("src/Hone.Nn", "Hone.Kernels")]
    [InlineData("src/Hone.Nn", "Hone.Autograd")]
    [InlineData("src/Hone.Learn/Data", "Hone.Learn.Vision")]
    [InlineData("src/Hone.Learn/Learner", "Hone.Learn.Vision")]
    public void A_folder_does_not_know_what_stands_above_it(string folder, string forbidden)
    {
        string[] offenders = Repository.Sources(folder)
            .Where(path => File.ReadLines(path).Any(line => line.StartsWith($"using {forbidden};", StringComparison.Ordinal)))
            .Select(Repository.Relative)
            .ToArray();
        Assert.Empty(offenders);
    }

    [Fact]
    public void Only_the_engine_holds_unsafe_code()
    {
        string[] offenders = new[] { "src/Hone.Nn", "src/Hone.Learn", "src/Hone.Method", "src/Hone.Cli", "src/Hone.Testing" }
            .SelectMany(Repository.Sources)
            .Where(path => File.ReadAllText(path).Contains("unsafe ", StringComparison.Ordinal))
            .Select(Repository.Relative)
            .ToArray();
        Assert.Empty(offenders);
    }

    [Fact]
    public void No_library_reads_the_environment()
    {
        string[] offenders = new[] { "src/Hone.Engine", "src/Hone.Nn", "src/Hone.Learn", "src/Hone.Method", "src/Hone.Testing" }
            .SelectMany(Repository.Sources)
            .Where(path => File.ReadAllText(path).Contains("GetEnvironmentVariable", StringComparison.Ordinal))
            .Select(Repository.Relative)
            .ToArray();
        Assert.Empty(offenders);
    }

    private static IEnumerable<string> References(string project, string element) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"))
            .Descendants(element)
            .Select(reference => reference.Attribute("Include")!.Value);
}
