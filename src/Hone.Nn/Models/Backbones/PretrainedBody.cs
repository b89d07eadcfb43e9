namespace Hone.Nn;

/// <summary>Loads the weights of a classifier into a model that has its body inside, under whatever names.</summary>
/// <remarks>
/// For images without three channels the first convolution is adapted as in fastai: one channel gets the sum over the three, two get the first
/// two times 1.5, more get the three and zeros.
/// </remarks>
public static class PretrainedBody
{
    private const int Colors = 3;
    private const int Shown = 5;

    /// <summary>Copies; the parts of the classifier that the model does not have, such as its last layer, are ignored.</summary>
    /// <param name="model">The model, initialized.</param>
    /// <param name="classifier">The classifier whose body is part of the model.</param>
    /// <param name="weights">Tensors by their path in the classifier.</param>
    /// <returns>The paths in the model that were loaded.</returns>
    /// <exception cref="HoneException">A weight of the body is missing or has another shape; nothing has been changed.</exception>
    public static IReadOnlyList<string> Load(Module model, Module classifier, IReadOnlyDictionary<string, Tensor> weights)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(weights);
        Dictionary<object, string> names = Names(classifier).ToDictionary(n => n.Target, n => n.Path, ReferenceEqualityComparer.Instance);
        Parameter? first = classifier.Modules().OfType<Conv2d>().FirstOrDefault()?.Weight;
        var scales = new HashSet<object>(model.Modules().OfType<BatchNorm>().Select(norm => norm.Weight).OfType<Parameter>(), ReferenceEqualityComparer.Instance);
        bool hasScales = names.Any(n => scales.Contains(n.Key) && weights.ContainsKey(n.Value));
        var state = new Dictionary<string, Tensor>();
        var missing = new List<string>();
        foreach ((string path, object target) in Names(model))
        {
            if (!names.TryGetValue(target, out string? name))
            {
                continue;
            }

            if (weights.TryGetValue(name, out Tensor? weight))
            {
                state[path] = ReferenceEquals(target, first) ? ForChannels(weight, first!.Shape) : weight;
            }
            else if (!hasScales && scales.Contains(target))
            {
                state[path] = Tensor.Ones(((Parameter)target).Shape);
            }
            else if (!name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            {
                missing.Add(name);
            }
        }

        string[] mismatched = [.. Mismatches(model, state)];
        if (missing.Count + mismatched.Length > 0 || state.Count == 0)
        {
            string got = string.Join(", ", new[] { Named(missing, "missing"), Named(mismatched, "of another shape") }.OfType<string>());
            throw new HoneException(
                $"Weights for all {state.Count + missing.Count} parameters and statistics of the body of {classifier.TypeName}.",
                got.Length == 0 ? $"{weights.Count} weights, none of the body" : got,
                nameof(PretrainedBody),
                Remedy(classifier, weights));
        }

        return model.LoadStateDict(state, strict: false).Matched;
    }

    private static string? Named(IReadOnlyList<string> names, string problem) => names.Count == 0 ? null : $"{names.Count} {problem} ({string.Join(", ", names.Take(Shown))}{(names.Count > Shown ? ", ..." : string.Empty)})";

    /// <summary>Names of two usual sources lead to the map that belongs to them.</summary>
    private static string Remedy(Module classifier, IReadOnlyDictionary<string, Tensor> weights) =>
        classifier is ResNet && weights.ContainsKey("0.0.weight") && weights.ContainsKey("0.4.0.conv1.weight") ? $"these are the names of fastai's learners: pass KeyMaps.{nameof(KeyMaps.FastaiResNetBody)}.Map(weights)"
        : classifier is ResNet && weights.ContainsKey("module.conv1.weight") ? $"these are the names of a data-parallel training: pass KeyMaps.{nameof(KeyMaps.TorchvisionResNet)}.Map(weights)"
        : "take the weights of the same architecture, with the names of its classifier";

    private static IEnumerable<string> Mismatches(Module model, Dictionary<string, Tensor> state)
    {
        foreach ((string path, object target) in Names(model))
        {
            Shape shape = target is Parameter parameter ? parameter.Shape : ((ModuleBuffer)target).Value.Shape;
            if (state.TryGetValue(path, out Tensor? weight) && weight.Shape != shape)
            {
                yield return $"{path} {weight.Shape} for {shape}";
            }
        }
    }

    private static IEnumerable<(string Path, object Target)> Names(Module module) =>
        module.NamedParameters().Select(p => (p.Path, (object)p.Parameter)).Concat(module.NamedBuffers().Select(b => (b.Path, (object)b.Buffer)));

    /// <summary>The weights [out, 3, kernel height, kernel width] of the first convolution for another number of channels.</summary>
    private static Tensor ForChannels(Tensor weight, Shape wanted)
    {
        if (weight.Rank != 4 || weight.Shape[1] != Colors || wanted[1] == Colors)
        {
            return weight;
        }

        Tensor plain = weight.ContiguousCopy();
        return wanted[1] switch
        {
            1 => plain.Sum([1], keepDim: true),
            2 => plain.Narrow(1, 0, 2) * 1.5,
            _ => Tensor.Cat([plain, Tensor.Zeros([plain.Shape[0], wanted[1] - Colors, plain.Shape[2], plain.Shape[3]], plain.DType)], 1),
        };
    }
}
