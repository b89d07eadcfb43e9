namespace Hone.Nn.Tests.Models;

/// <summary>Where the weights of the npm package nsfwjs are, which are not bundled: in the cache that Hone fills when an application asks for them, or beside the test program.</summary>
internal static class PublishedWeights
{
    /// <summary>The manifest; the test is skipped with the way to get it where there is none.</summary>
    /// <param name="model">The folder of dist/models in the package.</param>
    /// <param name="cached">The folder in the cache.</param>
    public static string Require(string model, string cached)
    {
        string beside = Path.Combine(AppContext.BaseDirectory, "Models", model, "model.min.js");
        string inCache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "hone", "datasets", cached, "model.min.js");
        string? found = Array.Find([inCache, beside], File.Exists);
        Assert.SkipUnless(found is not null, $"the weights are not bundled: unpack dist/models/{model} of the npm package nsfwjs 4.3.0 into {Path.GetDirectoryName(inCache)}");
        return found!;
    }
}
