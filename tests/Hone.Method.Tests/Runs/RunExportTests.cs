using System.Text;
using System.Text.RegularExpressions;

namespace Hone.Method.Tests;

public sealed class RunExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FixedClock _clock = new();
    private readonly Project _project;
    private readonly StoredRun _run;

    public RunExportTests()
    {
        _project = Samples.NewProject(_folder["p"], _clock);
        using RunWriter run = _project.Runs.Create(new RunPlan
        {
            Name = "tiny",
            Split = new RunSplit("v1", "abc"),
            Subset = 0.05,
            Seed = 7,
            Params = new Dictionary<string, string> { ["model"] = "resnet18", ["learningRate"] = "0.01" },
        });
        Log(run, 1.5, 20, ("train/loss", 2.25), ("train/lr", 0.001));
        Log(run, 30, 300, ("valid/accuracy", 0.75));
        Log(run, 60, 600, ("train/loss", double.PositiveInfinity));
        _clock.Now = _clock.Start + TimeSpan.FromSeconds(90);
        run.Complete(Samples.Accuracy(0.75));
        _run = _project.Runs.Find(run.Id);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_event_file_is_byte_for_byte_the_one_of_another_implementation()
    {
        int written = RunExport.ToTensorBoard([_run], _folder["tb"]);

        byte[] golden = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Goldens", "run.tfevents"));
        byte[] bytes = File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder["tb"], "events.out.tfevents.*", SearchOption.AllDirectories)));
        Assert.Equal(1, written);
        Assert.Equal(golden.Length, bytes.Length);

        // The id of a run has four random characters: the text that holds it is compared without them, its checksum by computing it again.
        Assert.Equal(Records(golden).Select(WithoutId), Records(bytes).Select(WithoutId));
    }

    [Fact]
    public void The_checksum_is_the_catalogs_and_it_is_masked()
    {
        // crc32c("123456789") = 0xE3069283, from the catalog of parametrized CRC algorithms.
        uint crc = 0xE3069283;
        Assert.Equal(((crc >> 15) | (crc << 17)) + 0xA282EAD8, EventFile.MaskedCrc("123456789"u8));
    }

    [Fact]
    public void Exporting_again_gives_the_same_files_and_a_damaged_run_is_left_out()
    {
        RunExport.ToTensorBoard([_run], _folder["one"]);
        RunExport.ToTensorBoard([_run], _folder["two"]);
        string damaged = _folder["p/runs/20261121-0455-zzzz"];
        Directory.CreateDirectory(damaged);

        Assert.Equal(1, RunExport.ToTensorBoard(_project.Runs.List(), _folder["three"]));
        string[] files = [.. new[] { "one", "two", "three" }.Select(name => Directory.GetFiles(_folder[name], "*", SearchOption.AllDirectories).Single())];
        Assert.Equal(File.ReadAllBytes(files[0]), File.ReadAllBytes(files[1]));
        Assert.Equal(File.ReadAllBytes(files[0]), File.ReadAllBytes(files[2]));
    }

    [Fact]
    public void The_mlflow_layout_has_meta_params_tags_and_metrics_with_time_value_and_step()
    {
        Assert.Equal(1, RunExport.ToMlflow([_run], _folder["mlruns"], "what's it"));

        string folder = Assert.Single(Directory.GetDirectories(_folder["mlruns/0"]));
        string id = Path.GetFileName(folder);
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Contains("name: 'what''s it'\n", File.ReadAllText(_folder["mlruns/0/meta.yaml"]), StringComparison.Ordinal);
        string meta = File.ReadAllText(Path.Combine(folder, "meta.yaml"));
        Assert.Contains($"run_id: '{id}'\nrun_name: 'tiny'\nrun_uuid: '{id}'\n", meta, StringComparison.Ordinal);
        Assert.Contains("start_time: 1795236900000\nstatus: 3\n", meta, StringComparison.Ordinal);
        Assert.Contains("end_time: 1795236990000\n", meta, StringComparison.Ordinal);
        Assert.Equal("resnet18", File.ReadAllText(Path.Combine(folder, "params", "model")));
        Assert.Equal(_run.Id, File.ReadAllText(Path.Combine(folder, "tags", "hone.run")));
        Assert.Equal("1795236901500 2.25 20\n1795236960000 inf 600\n", File.ReadAllText(Path.Combine(folder, "metrics", "train", "loss")));
        Assert.True(Directory.Exists(Path.Combine(folder, "artifacts")));
    }

    [Fact]
    public void A_score_that_no_row_has_is_written_once_at_the_end()
    {
        using RunWriter run = _project.Runs.Create(new RunPlan { Name = "forest" });
        _clock.Now += TimeSpan.FromSeconds(10);
        run.Complete(Samples.Accuracy(0.875));
        StoredRun forest = _project.Runs.Find(run.Id);

        RunExport.ToMlflow([forest], _folder["mlruns"], "e");
        RunExport.ToTensorBoard([forest], _folder["tb"]);

        string metric = File.ReadAllText(Directory.GetFiles(_folder["mlruns"], "accuracy", SearchOption.AllDirectories).Single());
        Assert.Equal($"{(_clock.Now - DateTimeOffset.UnixEpoch).TotalMilliseconds} 0.875 0\n", metric);
        byte[] scalar = Records(File.ReadAllBytes(Directory.GetFiles(_folder["tb"], "*", SearchOption.AllDirectories).Single()))[^1];
        Assert.Contains("valid/accuracy", Encoding.Latin1.GetString(scalar), StringComparison.Ordinal);
        Assert.Equal(0.875f, BitConverter.ToSingle(scalar, scalar.Length - 4));
    }

    [Fact]
    public void A_metric_whose_name_leads_out_of_the_folder_stays_inside()
    {
        using RunWriter run = _project.Runs.Create(new RunPlan { Name = "odd", Params = new Dictionary<string, string> { ["../../x"] = "1" } });
        run.Complete(Samples.Accuracy(1));

        RunExport.ToMlflow([_project.Runs.Find(run.Id)], _folder["mlruns"], "e");

        Assert.Single(Directory.GetFiles(_folder["mlruns"], "x", SearchOption.AllDirectories), file => file.Contains(Path.Combine("params", "_", "_"), StringComparison.Ordinal));
    }

    private void Log(RunWriter run, double seconds, long step, params (string Name, double Value)[] values)
    {
        _clock.Now = _clock.Start + TimeSpan.FromSeconds(seconds);
        run.LogMetrics(step, step / 300.0, values.ToDictionary(value => value.Name, value => value.Value));
    }

    private static byte[][] Records(byte[] file)
    {
        var records = new List<byte[]>();
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BitConverter.ToUInt64(file, at);
            Assert.Equal(EventFile.MaskedCrc(file.AsSpan(at, 8)), BitConverter.ToUInt32(file, at + 8));
            Assert.Equal(EventFile.MaskedCrc(file.AsSpan(at + 12, length)), BitConverter.ToUInt32(file, at + 12 + length));
            records.Add(file[(at + 12)..(at + 12 + length)]);
            at += 16 + length;
        }

        return [.. records];
    }

    private static string WithoutId(byte[] record) => Regex.Replace(Encoding.Latin1.GetString(record), "20261121-0455-....", "ID");
}
