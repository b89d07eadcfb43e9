using System.Diagnostics;

namespace Hone.Method;

/// <summary>Writes down which stage is under way and how the others went.</summary>
internal sealed class DryRunStages
{
    private readonly List<DryRunStep> _steps = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private DryRunStage _stage;

    public IReadOnlyList<DryRunStep> Steps => _steps;

    public void Begin(DryRunStage stage)
    {
        _stage = stage;
        _clock.Restart();
    }

    public void Pass(string what) => _steps.Add(new DryRunStep(_stage, _clock.Elapsed.TotalSeconds, what, true));

    public void Fail(Exception error) =>
        _steps.Add(new DryRunStep(_stage, _clock.Elapsed.TotalSeconds, $"{error.GetType().Name}: {error.Message.Split('\n')[0]}", false));
}
