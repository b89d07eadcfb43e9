using Hone.Learn;
using Hone.Nn;

namespace Hone.Method;

/// <summary>Where in the model an error happened, and what the engine did last.</summary>
public sealed record CrashScene
{
    /// <summary>How many tensors are told where memory ran out.</summary>
    public const int Tensors = 10;

    /// <summary>The path of the module, such as <c>Sequential[3].Linear</c>; null where none was under way.</summary>
    public string? ModulePath { get; init; }

    /// <summary>The operation that threw; null for an error of other code.</summary>
    public string? FailedIn { get; init; }

    /// <summary>The last operation that was recorded for backward, with the shapes of its operands and whether they are finite; null in validation, which records none.</summary>
    public CrashOperation? LastOperation { get; init; }

    /// <summary>Where memory ran out: the ten largest tensors alive, the largest first. Empty for other errors.</summary>
    public IReadOnlyList<CrashTensor> LargestTensors { get; init; } = [];

    /// <summary>Looks around. Called before anything is unwound: the modules are still on the stack and the tensors of the step are still alive.</summary>
    internal static CrashScene Of(Exception? error, OperationWatch? watch, Learner? learner)
    {
        // What memory is left must not be asked for copies.
        bool isOutOfMemory = error is OutOfMemoryException;
        return new CrashScene
        {
            ModulePath = (error as HoneException)?.ModulePath ?? Module.RunningPath,
            FailedIn = error is null ? null : OperationWatch.NameOf(error),
            LastOperation = watch?.Last(looksAtValues: !isOutOfMemory) is { } last ? CrashOperation.Of(last) : null,
            LargestTensors = isOutOfMemory ? Largest(watch, learner) : [],
        };
    }

    private static CrashTensor[] Largest(OperationWatch? watch, Learner? learner)
    {
        var all = new List<TensorReport>(watch?.Largest(Tensors) ?? []);
        foreach ((string path, Parameter parameter) in learner?.Model.NamedParameters() ?? [])
        {
            all.Add(TensorReport.Of(parameter.Value, path, looksAtValues: false));
        }

        return [.. all.OrderByDescending(each => each.Bytes).Take(Tensors).Select(CrashTensor.Of)];
    }
}
