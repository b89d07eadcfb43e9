using System.Text.Json;
using Hone.Method;

namespace Hone.Cli.Tests;

public sealed class StartCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Directory => _folder["fashion"];

    private CommandRun Run(ScriptedStart script, params string[] args) =>
        CommandRun.Of(host => host with { RunFirstProject = script.Run, TemporaryFolder = _folder.Path }, ["start", "--dir", Directory, .. args]);

    [Fact]
    public void Redirected_output_is_plain_and_fits_100_columns()
    {
        CommandRun run = Run(new ScriptedStart { Findings = 5, Accuracy = 0.85 });

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        PlainText.Assert(run.Out.Replace(Directory, "fashion"));
    }

    [Fact]
    public void Every_stage_has_its_heading_in_order()
    {
        CommandRun run = Run(new ScriptedStart());

        string[] headings = [.. Enum.GetValues<StartStage>().Select(StageText.Title), "Try next"];
        int[] lines = headings.Select(heading => Array.FindIndex(run.Lines, line => line == heading || line.StartsWith(heading + "  "))).ToArray();
        Assert.DoesNotContain(-1, lines);
        Assert.Equal(lines.Order(), lines);
    }

    [Fact]
    public void Redirected_output_has_one_line_for_each_epoch_and_none_for_ticks()
    {
        CommandRun run = Run(new ScriptedStart { Ticks = 50 }, "--epochs", "3");

        string[] rows = run.Lines.SkipWhile(line => !line.StartsWith("Training")).Where(line => line.TrimStart().Length > 0 && char.IsDigit(line.TrimStart()[0])).ToArray();
        Assert.Equal(["1", "2", "3"], rows.Take(3).Select(row => row.TrimStart()[..1]));
        Assert.DoesNotContain("items/s  ", run.Out);
        Assert.DoesNotContain(" left", run.Out);
    }

    [Fact]
    public void The_outcome_has_n_intervals_gains_confused_pairs_and_worst_mistakes()
    {
        CommandRun run = Run(new ScriptedStart());

        Assert.Contains("the model: accuracy 0.9000 [0.8787, 0.9178] on 900 images", run.Out);
        Assert.Contains("logistic regression           0.8133  +0.0867 [+0.0666, +0.1078]        46%  better", run.Out);
        Assert.Contains("Shirt taken for T-shirt/top, 17 of 90", run.Out);
        Assert.Contains("Ankle boot taken for Sneaker, 99.9% sure (train/04711)", run.Out);
        Assert.Contains("accuracy 0.8944 [0.8727, 0.9129] on 900 test images  opening 1 of 3", run.Out);
        Assert.Contains("  hone compare 20261121-0456-bbbb 20261121-0455-aaaa --dir fashion\n", run.Out);
    }

    [Fact]
    public void The_four_outcomes_of_checks_have_four_words()
    {
        CommandRun run = Run(new ScriptedStart());

        Assert.Contains("  pass         3 checks                  data 3; each is in the report", run.Out);
        Assert.Contains("  pass         4 checks                  batch 4; each is in the report", run.Out);
        Assert.Contains("  warn         data/duplicates", run.Out);
        Assert.Contains("  not checked  1 check                   data 1; each is in the report", run.Out);
        Assert.Contains("  broken       batch/memory", run.Out);
    }

    [Fact]
    public void At_most_three_findings_are_shown_and_the_rest_is_counted()
    {
        CommandRun run = Run(new ScriptedStart { Findings = 5 });

        Assert.Equal(3, run.Lines.Count(line => line.Contains("data/duplicates")));
        Assert.Contains("2 more in the report", run.Out);
        Assert.DoesNotContain("more in the report", Run(new ScriptedStart(), "--dir", _folder["other"]).Out);
    }

    [Fact]
    public void Quiet_prints_the_outcome_alone()
    {
        CommandRun run = Run(new ScriptedStart(), "--quiet");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("accuracy 0.8944 [0.8727, 0.9129] on 900 sealed test images, opening 1\nreport ", run.Out);
        Assert.Equal(3, run.Lines.Length);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Json_is_one_object_with_camel_case_keys_and_nothing_else()
    {
        CommandRun run = Run(new ScriptedStart(), "--json");

        JsonElement json = run.Json;
        string[] keys = json.EnumerateObject().Select(property => property.Name).ToArray();
        Assert.Equal(
            ["directory", "data", "splitFingerprint", "baselines", "checks", "smallTraining", "lessons", "test", "reportPath", "next", "seconds"], keys);
        Assert.Equal([1, 28, 28], json.GetProperty("data").GetProperty("imageShape").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal("accuracy", json.GetProperty("test").GetProperty("metric").GetString());
        Assert.Equal(10, json.GetProperty("lessons").GetProperty("confusion").EnumerateArray().First().GetArrayLength());
        Assert.Equal("better", json.GetProperty("lessons").GetProperty("baselines")[0].GetProperty("difference").GetProperty("verdict").GetString());
        string[] outcomes = json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("outcome").GetString()!).Distinct().ToArray();
        Assert.Equal(["pass", "finding", "notChecked", "broken"], outcomes);
        Assert.Empty(run.Error);
        Assert.DoesNotContain('\r', run.Out);
    }

    [Fact]
    public void Json_leaves_progress_to_a_terminal_on_standard_error()
    {
        var script = new ScriptedStart();
        CommandRun run = CommandRun.Of(host => host with { RunFirstProject = script.Run, ErrorIsTerminal = true }, "start", "--dir", Directory, "--json");

        Assert.Equal(JsonValueKind.Object, run.Json.ValueKind);
        Assert.Contains("items/s", run.Error);
    }

    [Fact]
    public void A_resumed_command_claims_no_options_and_says_what_is_stored()
    {
        CommandRun run = Run(new ScriptedStart(), "--resume");

        PlainText.Assert(run.Out.Replace(Directory, "fashion"));
        Assert.StartsWith("hone start  going on in ", run.Out);
        Assert.Contains("going on after epoch 1", string.Join(' ', run.Out.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("the stored result: this run was evaluated before", run.Out);
    }

    [Fact]
    public void Ctrl_C_says_how_to_go_on_and_returns_130()
    {
        CommandRun run = Run(new ScriptedStart { CancelAfter = 4 });

        Assert.Equal(130, run.ExitCode);
        Assert.Equal($"stopped after epoch 4 of 25; hone start --resume --dir {Directory} goes on", string.Join(' ', run.Error.Split('\n', ' ').Where(word => word.Length > 0)));
    }

    [Fact]
    public void Ctrl_C_before_the_training_names_the_stage()
    {
        CommandRun run = Run(new ScriptedStart { FailIn = StartStage.Baselines, Failure = new OperationCanceledException() });

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("stopped in the stage 'Baselines'", run.Error);
    }

    [Fact]
    public void Options_arrive_where_they_belong()
    {
        var script = new ScriptedStart();
        CommandRun.Of(
            host => host with { RunFirstProject = script.Run, Variable = name => name == "HONE_DATA" ? "/shared" : null },
            "start", "--dir", Directory, "--full", "--data", "/here", "--seed", "7", "--epochs", "2", "--subset", "5%", "--quiet");

        StartOptions asked = script.Asked!;
        Assert.Equal((Directory, true, 7L, (int?)2, (double?)0.05), (asked.Directory, asked.Full, asked.Seed, asked.Epochs, asked.Subset));
        Assert.Equal(("/here", "/shared", true), (asked.Data.DataFolder, asked.Data.SharedFolder, asked.Data.AllowDownload));
        Assert.Equal($"hone start --dir {Directory} --full --data /here --seed 7 --epochs 2 --subset 5% --quiet", asked.Command);
    }

    [Fact]
    public void Defaults_are_those_of_the_method()
    {
        var script = new ScriptedStart { FailIn = StartStage.Project, Failure = new OperationCanceledException() };
        CommandRun.Of(host => host with { RunFirstProject = script.Run }, "start");

        var defaults = new StartOptions();
        StartOptions asked = script.Asked!;
        Assert.Equal(defaults with { Data = asked.Data, Command = "hone start" }, asked);
    }

    [Theory]
    [InlineData("--seed", "7")]
    [InlineData("--epochs", "3")]
    [InlineData("--subset", "5%")]
    public void A_resumed_command_refuses_options_that_would_make_it_another_training(string option, string value)
    {
        var script = new ScriptedStart();
        CommandRun run = Run(script, "--resume", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--resume beside {option}", run.Error);
        Assert.Null(script.Asked);
    }

    [Fact]
    public void Commands_to_paste_begin_as_the_user_called_this_one()
    {
        CommandRun run = CommandRun.Of(
            host => host with { RunFirstProject = new ScriptedStart().Run, Variable = name => name == "HONE_COMMAND" ? "./hone" : null },
            "start", "--dir", Directory);

        Assert.Contains("  ./hone runs --dir", run.Out);
    }

    [Fact]
    public void An_existing_project_is_left_alone()
    {
        Run(new ScriptedStart());
        CommandRun run = Run(new ScriptedStart());

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("a project that exists already (hone.json)", run.Error);
        Assert.Contains(Directory, run.Error);
        Assert.Contains("hone start --resume", run.Error);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_named()
    {
        // A file where a folder is needed fails for every user, root included, on every system.
        File.WriteAllText(_folder["file"], "");
        string directory = Path.Combine(_folder["file"], "fashion");
        CommandRun run = CommandRun.Of(host => host with { RunFirstProject = new ScriptedStart().Run }, "start", "--dir", directory);

        Assert.Equal(5, run.ExitCode);
        Assert.Contains(directory, run.Error);
        Assert.Contains("try:", run.Error);
    }

    [Fact]
    public void A_dataset_that_is_missing_ends_with_3()
    {
        var missing = new HoneDataException("The dataset fashion-mnist needs its 4 files in one folder, plain or as .gz.", "not found in 2 places", "/here", "install it");
        CommandRun run = Run(new ScriptedStart { FailIn = StartStage.Data, Failure = missing }, "--full");

        Assert.Equal(3, run.ExitCode);
        Assert.Equal(
            """
            error: The dataset fashion-mnist needs its 4 files in one folder, plain or as .gz.
              got:   not found in 2 places
              where: /here
              try:   install it

            """.ReplaceLineEndings("\n"),
            run.Error);
    }

    [Fact]
    public void A_malformed_file_ends_with_3_and_is_named_with_its_byte()
    {
        var broken = new HoneFormatException("/here/train.gz", 16, "An idx file has 784 bytes an image.", "12 bytes", "fetch it again");
        CommandRun run = Run(new ScriptedStart { FailIn = StartStage.Data, Failure = broken });

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("where: /here/train.gz, byte 16", run.Error);
    }

    [Fact]
    public void An_unexpected_error_is_written_into_the_project_and_never_shows_its_stack()
    {
        CommandRun run = Run(new ScriptedStart { FailIn = StartStage.Data });

        Assert.Equal(70, run.ExitCode);
        string file = Assert.Single(System.IO.Directory.GetFiles(Directory, "hone-crash-*.txt"));
        Assert.Contains("the script said so", run.Error);
        Assert.Contains(file, run.Error);
        Assert.Contains("CONTRIBUTING.md", run.Error);
        Assert.DoesNotContain("   at ", run.Error + run.Out);
        string account = File.ReadAllText(file);
        Assert.Contains("   at Hone.Cli.Tests.ScriptedStart", account);
        Assert.Contains($"command: hone start --dir {Directory}", account);
    }
}
