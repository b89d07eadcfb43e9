using System.Diagnostics;
using Hone.Autograd;
using Hone.Memory;

namespace Hone;

/// <summary>
/// Remembers the last operation that a thread recorded for backward, or whose backward it began, with its operands: what a report of an error needs. Nothing is
/// computed or copied before somebody asks.
/// </summary>
/// <remarks>It keeps the last tensors reachable, so whoever opens it calls <see cref="Forget"/> after each step. Operations under <see cref="NoGrad"/> are not recorded.</remarks>
/// <example><code>
/// using OperationWatch watch = OperationWatch.Begin();
/// try
/// {
///     model.Forward(x).CrossEntropy(y).Backward();
/// }
/// catch (HoneException error)
/// {
///     Console.WriteLine($"{OperationWatch.NameOf(error)} failed after {watch.Last()?.Name}");
/// }
/// </code></example>
public sealed class OperationWatch : IDisposable
{
    private const int MostOperands = 8;

    [ThreadStatic]
    private static OperationWatch? t_current;

    private readonly OperationWatch? _outer = t_current;
    private readonly Tensor?[] _operands = new Tensor?[MostOperands];
    private int _operandCount;
    private Node? _node;
    private Tensor? _output;
    private bool _isBackward;

    private OperationWatch()
    {
    }

    /// <summary>The watch of this thread; null without one.</summary>
    internal static OperationWatch? Current => t_current;

    /// <summary>Begins to watch the operations of this thread, until the result is disposed; the watch around it sees nothing meanwhile.</summary>
    public static OperationWatch Begin() => t_current = new OperationWatch();

    /// <summary>The operation of the engine in which an error was thrown, such as <c>Relu</c> or <c>backward of Conv2d</c>; null for an error of other code.</summary>
    /// <param name="error">The error, caught or about to be.</param>
    public static string? NameOf(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        for (Exception? each = error; each is not null; each = each.InnerException)
        {
            if (CallerName.Operation(new StackTrace(each)) is string name)
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>The last operation; null before the first.</summary>
    /// <param name="looksAtValues">Whether to look for NaN and infinity in its tensors, which copies them.</param>
    public OperationReport? Last(bool looksAtValues = true)
    {
        if (_node is null)
        {
            return null;
        }

        TensorReport[] operands = [.. _operands.Take(Math.Min(_operandCount, MostOperands)).Select(operand => TensorReport.Of(operand!, null, looksAtValues))];
        return new OperationReport(
            _isBackward ? $"backward of {_node.Name}" : _node.Name, operands, _output is null ? null : TensorReport.Of(_output, _node.Name, looksAtValues));
    }

    /// <summary>The largest blocks of memory that the open steps of this thread hold, the largest first, told by the tensors that lie in them as far as the tape knows.</summary>
    /// <param name="count">The most.</param>
    public IReadOnlyList<TensorReport> Largest(int count)
    {
        var known = new Dictionary<Storage, TensorReport>(ReferenceEqualityComparer.Instance);
        foreach ((Tensor tensor, string name) in KnownTensors())
        {
            if (!tensor.IsReleased)
            {
                known.TryAdd(tensor.Storage, TensorReport.Of(tensor, name, looksAtValues: false));
            }
        }

        return
        [
            .. StepArena.LiveBlocks()
                .OrderByDescending(block => block.Capacity)
                .Take(count)
                .Select(block => known.TryGetValue(block, out TensorReport? report) ? report : TensorReport.Of(block)),
        ];
    }

    /// <summary>Lets go of the tensors of the last operation; called between steps.</summary>
    public void Forget()
    {
        Array.Clear(_operands);
        _operandCount = 0;
        _node = null;
        _output = null;
        _isBackward = false;
    }

    /// <summary>Ends the watch.</summary>
    public void Dispose()
    {
        Forget();
        if (ReferenceEquals(t_current, this))
        {
            t_current = _outer;
        }
    }

    internal void Began(Node node, ReadOnlySpan<Tensor> inputs)
    {
        _node = node;
        _output = null;
        _isBackward = false;
        _operandCount = inputs.Length;
        for (int i = 0; i < Math.Min(inputs.Length, MostOperands); i++)
        {
            _operands[i] = inputs[i];
        }
    }

    internal void Ended(Node node, Tensor output)
    {
        if (ReferenceEquals(_node, node))
        {
            _output = output;
        }
    }

    internal void BeganBackward(Node node, Tensor gradient)
    {
        _node = node;
        _output = null;
        _isBackward = true;
        _operandCount = 1;
        _operands[0] = gradient;
    }

    /// <summary>What the last operation touched, and what every operation before it has saved.</summary>
    private IEnumerable<(Tensor Tensor, string Name)> KnownTensors()
    {
        if (_node is null)
        {
            yield break;
        }

        if (_output is not null)
        {
            yield return (_output, _node.Name);
        }

        for (int i = 0; i < Math.Min(_operandCount, MostOperands); i++)
        {
            yield return (_operands[i]!, $"operand of {_node.Name}");
        }

        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance) { _node };
        var pending = new Stack<Node>([_node]);
        while (pending.TryPop(out Node? node))
        {
            foreach (Tensor tensor in node.Saved())
            {
                yield return (tensor, $"saved by {node.Name}");
            }

            foreach (Node producer in node.Producers())
            {
                if (seen.Add(producer))
                {
                    pending.Push(producer);
                }
            }
        }
    }
}
