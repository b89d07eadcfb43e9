using System.Text.RegularExpressions;

namespace Hone.Nn;

/// <summary>Brings weights under other names, and in another order of axes, into a module.</summary>
/// <remarks>
/// For each name the first rule that fits decides; a name without a rule stays. Loading is strict: every weight of the source must be used or ignored
/// by a rule, and every weight of the module must come from the source or be one that the map lets keep its first values.
/// </remarks>
/// <example><code>
/// KeyMap map = new(rules: [KeyRule.Prefix("backbone.", ""), KeyRule.Ignore("^head\\.")], keeps: ["^fc\\."]);
/// KeyMapReport report = map.Load(model, Safetensors.Read("weights.safetensors").Tensors);
/// </code></example>
public sealed class KeyMap
{
    private readonly IReadOnlyList<KeyRule> _rules;
    private readonly Regex[] _keeps;

    /// <summary>Makes a map.</summary>
    /// <param name="rules">In the order in which they are tried.</param>
    /// <param name="keeps">Regular expressions for names of the module that may keep their first values, such as a new head; none unless told.</param>
    /// <param name="origin">The library whose weights these names belong to; null leaves the origin that the source says.</param>
    /// <exception cref="HoneException">An expression is not valid.</exception>
    public KeyMap(IReadOnlyList<KeyRule> rules, IReadOnlyList<string>? keeps = null, WeightOrigin? origin = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules;
        Origin = origin;
        _keeps = [.. (keeps ?? []).Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking))];
    }

    /// <summary>The library whose weights these names belong to; null where several use them.</summary>
    public WeightOrigin? Origin { get; }

    /// <summary>Renames weights and brings their axes into PyTorch's order.</summary>
    /// <param name="state">Weights by the names of the source.</param>
    /// <returns>Weights by the new names, in the same order, without those that a rule ignores; <see cref="OriginWeights"/> where map or source say an origin.</returns>
    /// <exception cref="HoneException">Two names become one, or a weight does not have the axes of its layout.</exception>
    public IReadOnlyDictionary<string, Tensor> Map(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return OriginWeights.Of(Rename(state, [], []), Origin ?? OriginWeights.OriginOf(state));
    }

    /// <summary>Renames weights and copies them into a module.</summary>
    /// <param name="module">The module; parameters that keep their values must have some.</param>
    /// <param name="state">Weights by the names of the source.</param>
    /// <param name="strict">Whether all names and shapes must fit; true because a silent gap is a wrong model.</param>
    /// <returns>What was loaded, renamed, ignored and kept.</returns>
    /// <exception cref="StateDictException"><paramref name="strict"/> and names or shapes differ; nothing has been changed.</exception>
    /// <exception cref="HoneException">Two names become one, or a weight does not have the axes of its layout.</exception>
    public KeyMapReport Load(Module module, IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(state);
        var renamed = new OrderedDictionary<string, string>();
        var ignored = new List<string>();
        OrderedDictionary<string, Tensor> mapped = Rename(state, renamed, ignored);

        StateDictReport names = module.CompareStateDict(mapped);
        List<string> kept = [.. names.Missing.Where(name => Array.Exists(_keeps, keep => keep.IsMatch(name)))];
        names = names with { Missing = [.. names.Missing.Except(kept)] };
        if (strict && !names.IsComplete)
        {
            throw new StateDictException(module.TypeName, names);
        }

        module.LoadStateDict(mapped, strict: false);
        return new KeyMapReport(names, renamed, ignored, kept);
    }

    private OrderedDictionary<string, Tensor> Rename(IReadOnlyDictionary<string, Tensor> state, OrderedDictionary<string, string> renamed, List<string> ignored)
    {
        var mapped = new OrderedDictionary<string, Tensor>();
        var origin = new Dictionary<string, string>();
        foreach ((string name, Tensor tensor) in state)
        {
            KeyRule? rule = _rules.FirstOrDefault(r => r.Fits(name));
            if (rule is { Replacement: null })
            {
                ignored.Add(name);
                continue;
            }

            string target = rule?.Apply(name) ?? name;
            if (!mapped.TryAdd(target, rule?.Arrange(name, tensor) ?? tensor))
            {
                throw new HoneException("Each weight of the source gets a name of its own.", $"\"{origin[target]}\" and \"{name}\" both become \"{target}\"", nameof(KeyMap), "make the rules more exact, or ignore one of the two");
            }

            origin[target] = name;
            if (target != name)
            {
                renamed.Add(name, target);
            }
        }

        return mapped;
    }
}
