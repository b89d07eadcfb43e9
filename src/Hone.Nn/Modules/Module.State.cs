namespace Hone.Nn;

public abstract partial class Module
{
    /// <summary>
    /// Parameters and buffers by path, in PyTorch's names and order: each module's parameters, its buffers, then its children.
    /// </summary>
    /// <remarks>The tensors are the live ones, not copies: further training changes them. Tied parameters appear under each of their paths.</remarks>
    public IReadOnlyDictionary<string, Tensor> StateDict()
    {
        var state = new OrderedDictionary<string, Tensor>();
        foreach ((string path, Module module) in AllModules(string.Empty))
        {
            foreach ((string name, Parameter parameter) in module._parameters)
            {
                state.Add(Join(path, name), parameter.Value);
            }

            foreach ((string name, ModuleBuffer buffer) in module._buffers)
            {
                state.Add(Join(path, name), buffer.Value);
            }
        }

        return state;
    }

    /// <summary>Copies weights into this module.</summary>
    /// <remarks>
    /// PyTorch's <c>load_state_dict</c>. Differences: nothing is changed when it throws; a shape mismatch is reported instead of
    /// thrown when <paramref name="strict"/> is false; <c>num_batches_tracked</c> may be missing, as in older files; one
    /// name of a tied parameter is enough; Float32 and Float64 are converted into the module's type.
    /// </remarks>
    /// <param name="state">Tensors by path.</param>
    /// <param name="strict">Whether every name and shape must fit; true because a silent gap is a wrong model.</param>
    /// <returns>What was loaded and what was not.</returns>
    /// <exception cref="StateDictException"><paramref name="strict"/> and names or shapes differ.</exception>
    public StateDictReport LoadStateDict(IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(state);

        // 1. Compare names and shapes; touch nothing.
        StateDictReport report = CompareStateDict(state);
        if (strict && !report.IsComplete)
        {
            throw new StateDictException(TypeName, report);
        }

        // 2. Copy.
        HashSet<string> chosen = [.. report.Matched];
        foreach ((string path, object target, _, _) in Targets().Where(t => chosen.Contains(t.Path)))
        {
            if (target is Parameter parameter)
            {
                parameter.Load(state[path], path);
            }
            else
            {
                Tensor value = ((ModuleBuffer)target).Value;
                value.CopyFrom(state[path].To(value.DType));
            }
        }

        return report;
    }

    /// <summary>Where every random stream in this module stands, by path, so that a resumed training draws what an undisturbed one would.</summary>
    public IReadOnlyDictionary<string, RandomStreamState> RandomState() =>
        NamedModules().Where(m => m.Module.Stream is not null).ToDictionary(m => m.Path, m => m.Module.Stream!.State);

    /// <summary>Restores what <see cref="RandomState"/> gave, whatever seed this model was initialized with.</summary>
    /// <param name="state">States by path.</param>
    /// <exception cref="HoneException">A path names no module with a random stream.</exception>
    public void LoadRandomState(IReadOnlyDictionary<string, RandomStreamState> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Dictionary<string, Module> modules = NamedModules().ToDictionary(m => m.Path, m => m.Module);
        foreach ((string path, RandomStreamState stream) in state)
        {
            if (modules.GetValueOrDefault(path) is not { Stream: not null } module)
            {
                throw new HoneException(
                    "Random streams are restored into the modules that they came from.",
                    $"a stream for \"{path}\", which has none",
                    TypeName,
                    "build the same model and initialize it first; any seed will do");
            }

            module.Stream = new RandomStream(stream);
        }
    }

    /// <summary>The layer's own random numbers; null for layers without any, and before the model is initialized.</summary>
    private protected RandomStream? Stream { get; set; }

    /// <summary>How names, shapes and types of weights meet those of this module; changes nothing.</summary>
    internal StateDictReport CompareStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        var matched = new List<string>();
        var missing = new List<string>();
        var mismatched = new List<string>();
        var known = new HashSet<string>();

        foreach (IGrouping<object, (string Path, object Target, Shape Shape, DType Type)> target in Targets().GroupBy(t => t.Target, ReferenceEqualityComparer.Instance))
        {
            known.UnionWith(target.Select(t => t.Path));
            (string Path, object Target, Shape Shape, DType Type) first = target.FirstOrDefault(t => state.ContainsKey(t.Path), target.First());
            if (!state.TryGetValue(first.Path, out Tensor? source))
            {
                if (!first.Path.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                {
                    missing.Add(first.Path);
                }
            }
            else if (source.Shape != first.Shape)
            {
                mismatched.Add($"{first.Path} ({source.Shape} for {first.Shape})");
            }
            else if (!Converts(source.DType, first.Type))
            {
                mismatched.Add($"{first.Path} ({source.DType} for {first.Type})");
            }
            else
            {
                matched.Add(first.Path);
            }
        }

        List<string> unexpected = [.. state.Keys.Where(name => !known.Contains(name))];
        return new StateDictReport(matched, missing, unexpected, mismatched);
    }

    /// <summary>First values for all parameters and streams in this module.</summary>
    internal void InitializeAll(long seed)
    {
        foreach ((string path, Parameter parameter) in NamedParameters())
        {
            parameter.Initialize(seed, path);
        }

        foreach ((string path, Module module) in NamedModules())
        {
            module.OnInitialize(seed, path);
        }
    }

    private IEnumerable<(string Path, object Target, Shape Shape, DType Type)> Targets() =>
        AllParameters().Select(p => (p.Path, (object)p.Parameter, p.Parameter.Shape, p.Parameter.DType))
            .Concat(AllBuffers().Select(b => (b.Path, (object)b.Buffer, b.Buffer.Value.Shape, b.Buffer.Value.DType)));

    private static bool Converts(DType from, DType to) =>
        from == to || (from is DType.Float32 or DType.Float64 && to is DType.Float32 or DType.Float64);
}
