using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Hone.Bench.Cli;
using Hone.Bench.Harness;

namespace Hone.Bench.Peer;

/// <summary>The running PyTorch: one process for all workloads, one JSON line there and one back for each command.</summary>
internal sealed class PeerProcess : IDisposable
{
    private const string Install = "on Debian: apt-get install python3-torch python3-torchvision libopenblas0-pthread";

    private PeerProcess(Process process)
    {
        Process = process;
        JsonObject answer = Ask(new JsonObject { ["do"] = "describe" });
        Description = new(Text(answer, "python")!, Text(answer, "torch")!, Text(answer, "capability")!, Text(answer, "blas")!, Text(answer, "blasCore"));
        if (!answer["isOpenBlas"]!.GetValue<bool>())
        {
            throw new BenchException(
                "PyTorch must use OpenBLAS: beating the reference BLAS would be worth nothing.",
                Description.Blas,
                "install libopenblas0-pthread and check 'update-alternatives --display libblas.so.3-x86_64-linux-gnu'");
        }
    }

    public Process Process { get; }

    public PeerDescription Description { get; }

    /// <exception cref="BenchException">Python or PyTorch is missing, or the BLAS is not OpenBLAS.</exception>
    public static PeerProcess Start(CompareOptions options)
    {
        ProcessStartInfo start = Command(options);
        start.RedirectStandardInput = true;
        Process process = Launch(start);
        try
        {
            return new PeerProcess(process);
        }
        catch
        {
            Stop(process);
            throw;
        }
    }

    /// <summary>Runs the script once in a fresh process, such as <c>memory</c>, and reads its answer.</summary>
    public static JsonObject Once(CompareOptions options, string what, JsonObject order)
    {
        ProcessStartInfo start = Command(options);
        start.ArgumentList.Add(what);
        start.ArgumentList.Add(order.ToJsonString());
        using Process process = Launch(start);
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonNode.Parse(text)!.AsObject()
            : throw new BenchException("The peer's script ends well.", $"exit code {process.ExitCode}; its message stands above", $"run {start.FileName} {string.Join(' ', start.ArgumentList)}");
    }

    /// <summary>Builds a workload in the peer.</summary>
    /// <returns>The settings in which it can run.</returns>
    public IReadOnlyList<PeerSetting> Prepare(PeerOrder order, int threads)
    {
        JsonObject command = order.ToJson(threads);
        command["do"] = "prepare";
        return [.. Ask(command)["settings"]!.AsArray().Select((name, index) => new PeerSetting(index, name!.GetValue<string>()))];
    }

    /// <summary>The median time of one run of the prepared workload.</summary>
    public Timing Time(PeerSetting setting, double seconds, int least)
    {
        JsonObject answer = Ask(new JsonObject { ["do"] = "time", ["setting"] = setting.Index, ["seconds"] = seconds, ["least"] = least });
        return new(answer["seconds"]!.GetValue<double>(), answer["runs"]!.GetValue<int>());
    }

    /// <summary>What the last run in a setting gave.</summary>
    public double Score(PeerSetting setting) => Ask(new JsonObject { ["do"] = "report", ["setting"] = setting.Index })["score"]!.GetValue<double>();

    /// <summary>Lets the peer free what it prepared.</summary>
    public void Forget() => Ask(new JsonObject { ["do"] = "forget" });

    public void Dispose() => Stop(Process);

    /// <summary>
    /// The peer gets a clean environment: variables that narrow its threads or its instruction set would make it slower than
    /// it can be, and nobody would see it in the table.
    /// </summary>
    private static ProcessStartInfo Command(CompareOptions options)
    {
        var start = new ProcessStartInfo(options.Python)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(options.PeerScripts, "serve.py"));
        string[] prefixes = ["OPENBLAS", "GOTO_", "OMP_", "GOMP_", "MKL_", "DNNL_", "ONEDNN_", "ATEN_", "TORCH_", "PYTORCH_", "PYTHON"];
        foreach (string name in start.Environment.Keys.ToArray())
        {
            if (prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                start.Environment.Remove(name);
            }
        }

        // No __pycache__ beside the sources.
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return start;
    }

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new BenchException("The comparison needs Python with PyTorch.", $"{start.FileName}: {error.Message}", Install + ", or name another one with --python");
        }
    }

    private static string? Text(JsonObject answer, string key) => answer[key]?.GetValue<string>();

    private static void Stop(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private JsonObject Ask(JsonObject command)
    {
        string? line = null;
        try
        {
            Process.StandardInput.WriteLine(command.ToJsonString());
            Process.StandardInput.Flush();
            line = Process.StandardOutput.ReadLine();
        }
        catch (IOException)
        {
            // The pipe broke: the peer is gone, as the missing line says below.
        }

        if (line is null)
        {
            throw new BenchException("An answer from PyTorch.", $"it ended at the command {command["do"]}; its message stands above", Install);
        }

        JsonObject answer = JsonNode.Parse(line)!.AsObject();
        return Text(answer, "error") is { } error
            ? throw new BenchException($"PyTorch carries out the command {command["do"]}.", error, error.Contains("No module named", StringComparison.Ordinal) ? Install : "see bench/peer/serve.py")
            : answer;
    }
}
