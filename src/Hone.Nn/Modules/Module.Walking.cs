namespace Hone.Nn;

public abstract partial class Module
{
    /// <summary>Number of values in all parameters, each counted once.</summary>
    public long ParameterCount => Parameters().Sum(p => (long)p.ElementCount);

    /// <summary>This module and everything in it, outermost first, each once.</summary>
    public IEnumerable<Module> Modules() => NamedModules().Select(m => m.Module);

    /// <summary>This module and everything in it with paths, outermost first, each once; the path of this module is empty.</summary>
    public IEnumerable<(string Path, Module Module)> NamedModules()
    {
        var seen = new HashSet<Module>(ReferenceEqualityComparer.Instance);
        return AllModules(string.Empty).Where(m => seen.Add(m.Module));
    }

    /// <summary>All parameters, each once even where it is tied.</summary>
    public IEnumerable<Parameter> Parameters() => NamedParameters().Select(p => p.Parameter);

    /// <summary>All parameters with their paths from this module, such as <c>0.weight</c>; a tied parameter comes once, with its first path.</summary>
    public IEnumerable<(string Path, Parameter Parameter)> NamedParameters()
    {
        var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
        return AllParameters().Where(p => seen.Add(p.Parameter));
    }

    /// <summary>All buffers with their paths from this module, such as <c>1.running_mean</c>.</summary>
    public IEnumerable<(string Path, ModuleBuffer Buffer)> NamedBuffers()
    {
        var seen = new HashSet<ModuleBuffer>(ReferenceEqualityComparer.Instance);
        return AllBuffers().Where(b => seen.Add(b.Buffer));
    }

    /// <summary>Every path of every module, shared ones several times.</summary>
    private IEnumerable<(string Path, Module Module)> AllModules(string path)
    {
        yield return (path, this);
        foreach ((string name, Module child) in _children)
        {
            foreach ((string, Module) inner in child.AllModules(Join(path, name)))
            {
                yield return inner;
            }
        }
    }

    /// <summary>Every path of every parameter, tied ones several times.</summary>
    private IEnumerable<(string Path, Parameter Parameter)> AllParameters() =>
        AllModules(string.Empty).SelectMany(m => m.Module._parameters, (m, p) => (Join(m.Path, p.Name), p.Parameter));

    private IEnumerable<(string Path, ModuleBuffer Buffer)> AllBuffers() =>
        AllModules(string.Empty).SelectMany(m => m.Module._buffers, (m, b) => (Join(m.Path, b.Name), b.Buffer));

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
