namespace Hone.Method.Tests.Recipes;

public sealed class RecipeTemplateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_template_writes_its_recipes_once_and_leaves_what_is_there()
    {
        Project project = Samples.NewProject(_folder["p"]);

        IReadOnlyList<string> first = RecipeTemplates.Write(project, ProjectTemplate.Table);
        string boosting = Path.Combine(project.Directory, "recipes", "boosting.cs");
        File.WriteAllText(boosting, "// mine");
        IReadOnlyList<string> second = RecipeTemplates.Write(project, ProjectTemplate.Table);

        Assert.Equal(["Directory.Build.props", "README.md", "boosting.cs", "net.cs"], first.Select(path => Path.GetFileName(path)));
        Assert.Empty(second);
        Assert.Equal("// mine", File.ReadAllText(boosting));
    }

    [Fact]
    public void Recipes_know_the_hone_that_started_them_or_the_package_of_its_version()
    {
        Project project = Samples.NewProject(_folder["p"]);
        RecipeTemplates.Write(project);

        string props = File.ReadAllText(Path.Combine(project.Directory, "recipes", "Directory.Build.props"));

        Assert.All(["<PublishAot>false</PublishAot>", "$(HONE_LIBRARIES)/Hone.Method.dll", "<PackageReference Include=\"Hone\" Version=\"0.1.0\" />"], text => Assert.Contains(text, props));
        Assert.DoesNotContain("HONE_VERSION", props);
    }

    [Theory]
    [InlineData(ProjectTemplate.Image)]
    [InlineData(ProjectTemplate.Table)]
    [InlineData(ProjectTemplate.Points)]
    [InlineData(ProjectTemplate.Mask)]
    public void Every_template_begins_with_how_it_is_run(ProjectTemplate template) =>
        Assert.All(RecipeTemplates.RecipesOf(template), name =>
        {
            string text = RecipeTemplates.Resource(name);
            Assert.Contains($"hone train recipes/{name} --dry", text);
            Assert.Contains("return ProjectRecipe.Run(args, recipe =>", text);
        });
}
