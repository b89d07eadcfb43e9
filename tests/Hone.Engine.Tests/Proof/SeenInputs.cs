using Hone.Autograd;

namespace Hone.Engine.Tests.Proof;

/// <summary>What kinds of inputs the operations of some functions have met, as the tape recorded them.</summary>
internal sealed class SeenInputs
{
    private readonly Dictionary<Type, InputKinds> _kinds = [];
    private readonly HashSet<Type> _ofSeveral = [];

    /// <summary>What an operation has met.</summary>
    public InputKinds Of(Type node) => _kinds.GetValueOrDefault(node);

    /// <summary>Whether an operation was met that differentiates two inputs or more.</summary>
    public bool IsOfSeveral(Type node) => _ofSeveral.Contains(node);

    /// <summary>Adds every operation that led to a result; its backward has not run.</summary>
    public void Add(Tensor result)
    {
        foreach (Node node in OperationCases.GraphOf(result))
        {
            Input[] inputs = [.. Inputs(node)];
            InputKinds kinds = KindsOf(node, inputs);
            Type type = node.GetType();
            _kinds[type] = Of(type) | kinds;
            if (inputs.Length > 1)
            {
                _ofSeveral.Add(type);
            }
        }
    }

    private static InputKinds KindsOf(Node node, Input[] inputs)
    {
        var kinds = InputKinds.None;
        kinds |= inputs.Length > 0 && inputs.All(input => input.WasScalar) ? InputKinds.Scalar : 0;
        kinds |= node.ResultShape.ElementCount == 0 || inputs.Any(input => input.Shape.ElementCount == 0) ? InputKinds.Empty : 0;
        kinds |= inputs.Any(input => !input.WasRowMajor) ? InputKinds.NonContiguous : 0;
        kinds |= Repeats(node, inputs) ? InputKinds.Broadcast : 0;
        return kinds;
    }

    private static bool Repeats(Node node, Input[] inputs) => node switch
    {
        Hone.Ops.Expand => inputs.Any(input => input.Shape != node.ResultShape),

        // The last two axes are the matrices.
        Hone.Ops.BatchMatMul => inputs.Any(input => !input.Shape.SkipLast(2).SequenceEqual(node.ResultShape.SkipLast(2))),
        _ => inputs.Any(input => input.Shape != node.ResultShape && FitsInto(input.Shape, node.ResultShape)) && inputs.Length > 1,
    };

    private static bool FitsInto(Shape small, Shape large) =>
        small.Rank <= large.Rank && Enumerable.Range(1, small.Rank).All(i => small[-i] == 1 || small[-i] == large[-i]);

    private static IEnumerable<Input> Inputs(Node node) => node.Inputs.ToArray().Where(edge => edge.NeedsGradient).Select(Of);

    private static Input Of(Edge edge)
    {
        if (edge.Leaf is { } leaf)
        {
            return new Input(leaf.Shape, leaf.Rank == 0, leaf.IsContiguous);
        }

        Node producer = edge.Producer!;
        Shape shape = producer.ResultShape;
        bool isRowMajor = Layout.IsRowMajor(shape, producer.ResultStrides);

        // An operation that works on rows first brings its input there, by views or a copy: it has met what they were made from.
        return producer is Hone.Ops.Reshape or Hone.Ops.Permute or Hone.Ops.Contiguous && Of(producer.Inputs[0]) is var before
            ? new Input(shape, shape.Rank == 0 || before.WasScalar, isRowMajor && before.WasRowMajor)
            : new Input(shape, shape.Rank == 0, isRowMajor);
    }

    private readonly record struct Input(Shape Shape, bool WasScalar, bool WasRowMajor);
}
