namespace Hone.Method.Tests;

public sealed class ProjectTests
{
    [Fact]
    public void A_new_project_has_four_files_and_opens_again()
    {
        using var folder = new TemporaryFolder();

        Project made = Samples.NewProject(folder["fashion"]);
        Project opened = Project.Open(folder["fashion"]);

        string[] names = Directory.GetFileSystemEntries(folder["fashion"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal([".gitattributes", ".gitignore", "README.md", "hone.json"], names);
        Assert.Equal(made.Charter, opened.Charter);
        Assert.Equal(MetricDirection.Higher, opened.Charter.Direction);
    }

    [Fact]
    public void The_charter_is_sorted_and_has_one_field_a_line()
    {
        using var folder = new TemporaryFolder();
        Samples.NewProject(folder["p"]);

        Assert.Equal(
            """
            {
              "created": "2026-11-21T04:55:00+00:00",
              "direction": "higher",
              "format": 1,
              "metric": "accuracy",
              "question": "What is in the picture?",
              "target": "label"
            }

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(folder["p/hone.json"]));
    }

    [Fact]
    public void A_folder_that_holds_a_project_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        Samples.NewProject(folder["p"]);
        string before = File.ReadAllText(folder["p/hone.json"]);

        ProjectException error = Assert.Throws<ProjectException>(() => Project.Create(folder["p"], Samples.Charter with { Question = "another" }));

        Assert.Contains("a project that exists already", error.Message, StringComparison.Ordinal);
        Assert.Contains(folder["p"], error.Message, StringComparison.Ordinal);
        Assert.Contains("--resume", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(folder["p/hone.json"]));
    }

    [Fact]
    public void A_folder_with_other_files_is_refused_with_their_number_and_names()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["thesis.tex"], "");
        File.WriteAllText(folder["photo.png"], "");

        ProjectException error = Assert.Throws<ProjectException>(() => Samples.NewProject(folder.Path));

        Assert.Contains("2 entries", error.Message, StringComparison.Ordinal);
        Assert.Contains("photo.png, thesis.tex", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);
    }

    [Fact]
    public void A_readme_that_is_there_already_is_kept()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["README.md"], "mine");

        Samples.NewProject(folder.Path);

        Assert.Equal("mine", File.ReadAllText(folder["README.md"]));
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["p"], "");

        ProjectException error = Assert.Throws<ProjectException>(() => Samples.NewProject(folder["p"]));

        Assert.Contains(folder["p"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_that_is_not_known_needs_a_direction()
    {
        using var folder = new TemporaryFolder();
        Charter charter = Samples.Charter with { Metric = "profit" };

        ProjectException error = Assert.Throws<ProjectException>(() => Project.Create(folder["p"], charter));
        Project made = Project.Create(folder["p"], charter with { Direction = MetricDirection.Higher });

        Assert.Contains("'profit' without a direction", error.Message, StringComparison.Ordinal);
        Assert.Contains("accuracy", error.Message, StringComparison.Ordinal);
        Assert.Equal(MetricDirection.Higher, made.Charter.Direction);
    }

    [Fact]
    public void A_direction_that_contradicts_the_metric_is_refused()
    {
        using var folder = new TemporaryFolder();

        ProjectException error = Assert.Throws<ProjectException>(
            () => Project.Create(folder["p"], Samples.Charter with { Direction = MetricDirection.Lower }));

        Assert.Contains("direction higher for metric 'accuracy'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"question\":", "line 1")]
    [InlineData("{\"question\":\"q\"}", "target")]
    public void A_damaged_charter_is_named_with_its_path(string content, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["hone.json"], content);

        StorageException error = Assert.Throws<StorageException>(() => Project.Open(folder.Path));

        Assert.Contains(folder["hone.json"], error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, error.ExitCode);
    }

    [Fact]
    public void A_project_of_a_later_format_is_refused_with_both_numbers()
    {
        using var folder = new TemporaryFolder();
        Samples.NewProject(folder["p"]);
        string path = folder["p/hone.json"];
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"format\": 1", "\"format\": 9", StringComparison.Ordinal));

        ProjectException error = Assert.Throws<ProjectException>(() => Project.Open(folder["p"]));

        Assert.Contains("format 9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_is_found_from_a_folder_below_it()
    {
        using var folder = new TemporaryFolder();
        Samples.NewProject(folder["p"]);
        Directory.CreateDirectory(folder["p/data/raw"]);

        Assert.Equal(folder["p"], Project.Find(folder["p/data/raw"]));
        Assert.Contains("no such folder", Assert.Throws<ProjectException>(() => Project.Open(folder["q"])).Message, StringComparison.Ordinal);
    }
}
