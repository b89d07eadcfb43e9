using System.Text.Json;
using Hone.Method;

namespace Hone.Cli.Tests;

public sealed class RunsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(params string[] args) => CommandRun.Of(host => host with { WorkingDirectory = _folder.Path }, ["runs", .. args]);

    [Fact]
    public void Runs_are_listed_newest_first_in_groups_of_equal_split_and_subset()
    {
        var project = new SampleProject(_folder["fashion"]);
        string old = project.Complete("logistic regression", 160);
        string small = project.Complete("residual net on 5%", 120, subset: 0.05);
        string other = project.Complete("residual net, new split", 190, fingerprint: "aaaabbbbccccdddd");
        string best = project.Complete("residual net", 180);

        CommandRun run = Run("--dir", "fashion");

        Assert.Equal(0, run.ExitCode);
        string[] order = [best, old, other, small];
        int[] positions = order.Select(id => run.Out.IndexOf(id, StringComparison.Ordinal)).ToArray();
        Assert.Equal(positions.Order(), positions);
        Assert.Contains("Split 3f2a91c04d1e  all training items", run.Out);
        Assert.Contains("Split 3f2a91c04d1e  5% of the training items", run.Out);
        Assert.Contains("Split aaaabbbbcccc  all training items", run.Out);
        Assert.Contains("they do not rank each other", run.Out);
        Assert.Contains("completed  0.9000  [0.8500, 0.9500]  200   50%  1m42s", run.Out);
        PlainText.Assert(run.Out.Replace(_folder.Path, ""));
    }

    [Fact]
    public void Stopped_and_damaged_runs_are_listed_with_their_reason()
    {
        var project = new SampleProject(_folder["fashion"]);
        string stopped = project.Stop("residual net");
        string damaged = project.Damage("residual net");

        CommandRun run = Run("--dir", "fashion");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(stopped, run.Out);
        Assert.Contains("canceled after epoch 3", run.Out);
        Assert.Contains(damaged, run.Out);
        Assert.Contains("damaged: run.json", run.Out);
        Assert.True(run.Out.IndexOf(damaged, StringComparison.Ordinal) > run.Out.IndexOf(stopped, StringComparison.Ordinal));
    }

    [Fact]
    public void The_project_is_found_from_a_folder_inside_it()
    {
        var project = new SampleProject(_folder["fashion"]);
        string id = project.Complete("residual net", 180);
        string inside = Directory.CreateDirectory(Path.Combine(_folder["fashion"], "notes", "deep")).FullName;

        CommandRun run = CommandRun.Of(host => host with { WorkingDirectory = inside }, "runs");

        Assert.Contains(id, run.Out);
    }

    [Fact]
    public void A_project_in_the_folder_below_is_offered()
    {
        _ = new SampleProject(_folder["fashion"]);

        CommandRun run = Run();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is a project in the folder 'fashion'", run.Error);
        Assert.Contains("hone runs --dir fashion", run.Error);
    }

    [Fact]
    public void No_project_anywhere_names_the_way_to_make_one()
    {
        CommandRun run = Run();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("hone start", run.Error);
        Assert.Contains(_folder.Path, run.Error);
    }

    [Fact]
    public void A_folder_without_a_project_is_named()
    {
        CommandRun run = Run("--dir", "nowhere");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("no such folder", run.Error);
        Assert.Contains(_folder["nowhere"], run.Error);
    }

    [Fact]
    public void A_project_without_runs_says_so()
    {
        _ = new SampleProject(_folder["fashion"]);

        Assert.StartsWith("no runs yet in ", Run("--dir", "fashion").Out);
    }

    [Fact]
    public void Json_has_the_runs_with_their_numbers()
    {
        var project = new SampleProject(_folder["fashion"]);
        string id = project.Complete("residual net", 180);
        project.Damage("another");

        JsonElement json = Run("--dir", "fashion", "--json").Json;

        Assert.Equal("accuracy", json.GetProperty("metric").GetString());
        JsonElement[] runs = json.GetProperty("runs").EnumerateArray().ToArray();
        Assert.Equal((2, true), (runs.Length, runs[0].GetProperty("damaged").GetBoolean()));
        Assert.Equal((id, "completed", 0.9, 200), (runs[1].GetProperty("id").GetString(), runs[1].GetProperty("status").GetString(), runs[1].GetProperty("score").GetDouble(), runs[1].GetProperty("n").GetInt32()));
    }

    [Fact]
    public void Csv_quotes_what_has_a_comma()
    {
        var project = new SampleProject(_folder["fashion"]);
        string id = project.Complete("residual net, \"wide\"", 180);

        CommandRun run = Run("--dir", "fashion", "--csv");

        Assert.StartsWith("id,name,status,damaged,score,low,high,n,gain,subset,split,started,seconds,epoch,problem,kinds,verdict,peakMemoryBytes,inputWait,seed,path,valid/accuracy\n", run.Out);
        Assert.Contains($"\n{id},\"residual net, \"\"wide\"\"\",completed,false,0.9,", run.Out);
        Assert.DoesNotContain('\r', run.Out);
    }

    [Fact]
    public void Csv_has_the_parameters_of_all_runs_and_the_verdicts()
    {
        var project = new SampleProject(_folder["fashion"]);
        project.Complete("first", 100, change: plan => plan with { Params = new Dictionary<string, string> { ["model"] = "a" } });
        project.Complete("second", 180, change: plan => plan with
        {
            Params = new Dictionary<string, string> { ["learningRate"] = "0.1" },
            Hypothesis = new Hypothesis { Text = "It helps", Expectation = "accuracy > base + 0.1", Confidence = 80 },
        });

        string[] lines = Run("--dir", "fashion", "--csv").Lines;

        Assert.EndsWith(",path,params.learningRate,params.model,valid/accuracy", lines[0]);
        Assert.Contains(",architecture hyperparameter,supported,", lines[1]);
        Assert.EndsWith(",0.1,,0.9", lines[1]);
        Assert.EndsWith(",,a,0.5", lines[2]);
    }

    [Fact]
    public void A_run_is_shown_whole_with_its_verdict_and_what_was_learned()
    {
        var project = new SampleProject(_folder["fashion"]);
        string first = project.Complete("first", 100);
        string id = project.Complete("second", 180, change: plan => plan with { Hypothesis = new Hypothesis { Text = "It helps", Expectation = "accuracy > base + 0.1", Confidence = 80 } });

        CommandRun noted = Run("note", id, "Depth helps", "--dir", "fashion");
        CommandRun shown = Run("show", id[^4..], "--diff", "--dir", "fashion");

        Assert.Equal((0, 0), (noted.ExitCode, shown.ExitCode));
        Assert.Contains("hypothesis    It helps", shown.Out);
        Assert.Contains($"accuracy > base + 0.1, 80% sure, base {first}", shown.Out);
        Assert.Contains("supported: 0.9000 against 0.5000 of the base", shown.Out);
        Assert.Contains("learned       Depth helps", shown.Out);
        Assert.Contains("no lines were compared", shown.Out);
        Assert.Contains("supported: Depth helps", Run("--dir", "fashion").Out);
        JsonElement json = Run("show", id, "--dir", "fashion", "--json").Json;
        Assert.Equal("supported", json.GetProperty("record").GetProperty("verdict").GetProperty("outcome").GetString());
        PlainText.Assert(shown.Out.Replace(_folder.Path, ""));
    }

    [Fact]
    public void Kinds_wear_and_calibration_are_shown_and_printed_as_json()
    {
        var project = new SampleProject(_folder["fashion"]);
        foreach (string rate in new[] { "0.1", "0.2", "0.3", "0.4" })
        {
            project.Complete("net", 180, change: plan => plan with { Params = new Dictionary<string, string> { ["learningRate"] = rate } });
        }

        Assert.Contains("the last 3 runs changed hyperparameters alone", Run("--dir", "fashion", "--kinds").Out.ReplaceLineEndings(" "));
        Assert.Contains("4 decisions, optimism 1.03 standard errors", Run("--dir", "fashion", "--wear").Out);
        Assert.Contains("0 of 20 verdicts", Run("--dir", "fashion", "--calibration").Out);
        Assert.Equal("runs/architectures-first", Run("--dir", "fashion", "--kinds", "--json").Json.GetProperty("nudge").GetProperty("id").GetString());
        Assert.Equal(4, Run("--dir", "fashion", "--wear", "--json").Json[0].GetProperty("decisions").GetInt32());
        Assert.False(Run("--dir", "fashion", "--calibration", "--json").Json.GetProperty("isChecked").GetBoolean());
        CommandRun both = Run("--dir", "fashion", "--kinds", "--wear");
        Assert.Equal(2, both.ExitCode);
        Assert.Contains("--kinds and --wear", both.Error);
    }

    [Fact]
    public void Exports_write_their_files_and_count_the_runs()
    {
        var project = new SampleProject(_folder["fashion"]);
        project.Complete("net", 180);
        project.Damage("another");

        CommandRun tensorBoard = Run("export", "--tensorboard", "tb", "--dir", "fashion");
        CommandRun mlflow = Run("export", "--mlflow", "mlruns", "--dir", "fashion", "--json");
        CommandRun neither = Run("export", "--dir", "fashion");

        Assert.Contains("1 run in", tensorBoard.Out);
        Assert.Contains("1 damaged run left out", tensorBoard.Out.ReplaceLineEndings(" "));
        Assert.Single(Directory.GetFiles(_folder["tb"], "events.out.tfevents.*", SearchOption.AllDirectories));
        Assert.Equal(("mlflow", 1), (mlflow.Json.GetProperty("form").GetString(), mlflow.Json.GetProperty("runs").GetInt32()));
        Assert.True(File.Exists(Path.Combine(_folder["mlruns"], "0", "meta.yaml")));
        Assert.Equal(2, neither.ExitCode);
        Assert.Contains("neither", neither.Error);
    }

    [Fact]
    public void Show_says_how_long_a_run_took_and_how_much_of_its_steps_waited_for_data()
    {
        var project = new SampleProject(_folder["fashion"]);
        string id = project.Complete("residual net", 180, resources: new RunResources { StepSeconds = 80, InputWait = 0.4, Workers = 0 });

        CommandRun shown = Run("show", id, "--dir", "fashion");
        CommandRun json = Run("show", id, "--dir", "fashion", "--json");

        Assert.Contains("time          1m42s", shown.Out);
        Assert.Contains("input wait    40% of 1m20s of training steps: input-bound; let a thread prepare", shown.Out);
        Assert.Equal(0.4, json.Json.GetProperty("record").GetProperty("resources").GetProperty("inputWait").GetDouble());
        Assert.Equal(0.4, json.Json.GetProperty("run").GetProperty("inputWait").GetDouble());
    }
}
