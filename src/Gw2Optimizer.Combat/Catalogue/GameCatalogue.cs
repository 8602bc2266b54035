using System.Collections.Immutable;

namespace Gw2Optimizer.Combat.Catalogue;

/// <summary>
/// What is known of the game, typed and immutable; each table is read when it is first asked for. Content is ArenaNet's, used under its content terms.
/// Thread-safe.
/// </summary>
public sealed class GameCatalogue
{
    private readonly CatalogueReader read;
    private readonly Lazy<CatalogueVersion> version;
    private readonly Lazy<CatalogueTable<Profession>> professions;
    private readonly Lazy<CatalogueTable<Specialization>> specializations;
    private readonly Lazy<CatalogueTable<Trait>> traits;
    private readonly Lazy<CatalogueTable<Skill>> skills;
    private readonly Lazy<CatalogueTable<Prefix>> prefixes;
    private readonly Lazy<CatalogueTable<Rune>> runes;
    private readonly Lazy<CatalogueTable<Sigil>> sigils;
    private readonly Lazy<CatalogueTable<Relic>> relics;
    private readonly Lazy<CatalogueTable<Infusion>> infusions;
    private readonly Lazy<ImmutableArray<Consumable>> consumables;
    private readonly Lazy<CatalogueTable<Consumable>> foods;
    private readonly Lazy<CatalogueTable<Consumable>> utilities;
    private readonly Lazy<CatalogueTable<Boon>> boons;
    private readonly Lazy<ConditionFile> conditionFile;
    private readonly Lazy<CatalogueTable<Condition>> conditions;
    private readonly Lazy<WeaponFile> weaponFile;
    private readonly Lazy<CatalogueTable<Weapon>> weapons;
    private readonly Lazy<GearBudgets> budgets;
    private readonly Lazy<ImmutableArray<ArmorDefense>> armor;
    private readonly Lazy<ImmutableArray<DamageModifier>> damageModifiers;
    private readonly Lazy<CatalogueTable<Legend>> legends;
    private readonly Lazy<SkillPalettes> palettes;

    /// <summary>A catalogue of other files than the shipped ones, such as an import's.</summary>
    public GameCatalogue(CatalogueReader read)
    {
        this.read = read;
        version = new(() => CatalogueJson.Read<CatalogueVersion>(read(CatalogueFiles.Version)));
        professions = new(() => new("profession", ReadProfessions()));
        specializations = new(() => new("specialization", ReadSpecializations()));
        traits = new(() => new("trait", Rows<Trait>("traits.json")));
        skills = new(() => new("skill", ReadSkills()));
        prefixes = new(() => new("prefix", Rows<Prefix>("prefixes.json")));
        runes = new(() => new("rune", Rows<Rune>("runes.json")));
        sigils = new(() => new("sigil", ReadSigils()));
        relics = new(() => new("relic", ReadRelics()));
        infusions = new(() => new("infusion", Rows<Infusion>("infusions.json")));
        consumables = new(() => Rows<Consumable>("consumables.json"));
        foods = new(() => new("food", [.. consumables.Value.Where(row => row.Kind == ConsumableKind.Food)]));
        utilities = new(() => new("utility", [.. consumables.Value.Where(row => row.Kind == ConsumableKind.Utility)]));
        boons = new(() => new("boon", Rows<Boon>("Facts/boons.json")));
        conditionFile = new(() => CatalogueJson.Read<ConditionFile>(read("Facts/conditions.json")));
        conditions = new(() => new("condition", conditionFile.Value.Rows));
        weaponFile = new(() => CatalogueJson.Read<WeaponFile>(read("Facts/weapons.json")));
        weapons = new(() => new("weapon", weaponFile.Value.Rows));
        budgets = new(ReadBudgets);
        armor = new(() => [.. Rows<ArmorFacts>("Facts/armor.json").Select(row => row.Frozen())]);
        damageModifiers = new(() => Rows<DamageModifier>("Facts/damage_modifiers.json"));
        legends = new(() => new("legend", Rows<Legend>("Facts/legends.json")));
        palettes = new(() => new(Rows<PaletteRow>("Facts/palettes.json"), Legends));
    }

    /// <summary>The catalogue that this assembly carries.</summary>
    public static GameCatalogue Shipped { get; } = new(CatalogueFiles.Shipped);

    /// <summary>Changes with every change of any number in it.</summary>
    public string DataVersion => version.Value.DataVersion;

    public CatalogueVersion Version => version.Value;

    public CatalogueTable<Profession> Professions => professions.Value;

    public CatalogueTable<Specialization> Specializations => specializations.Value;

    public CatalogueTable<Trait> Traits => traits.Value;

    public CatalogueTable<Skill> Skills => skills.Value;

    public CatalogueTable<Prefix> Prefixes => prefixes.Value;

    public CatalogueTable<Rune> Runes => runes.Value;

    public CatalogueTable<Sigil> Sigils => sigils.Value;

    public CatalogueTable<Relic> Relics => relics.Value;

    public CatalogueTable<Infusion> Infusions => infusions.Value;

    public CatalogueTable<Consumable> Foods => foods.Value;

    public CatalogueTable<Consumable> Utilities => utilities.Value;

    public CatalogueTable<Boon> Boons => boons.Value;

    public CatalogueTable<Condition> Conditions => conditions.Value;

    public ImmutableArray<ConditionTweak> ConditionTweaks => conditionFile.Value.Tweaks;

    public CatalogueTable<Weapon> Weapons => weapons.Value;

    public ImmutableArray<SpecialStrength> SpecialStrengths => weaponFile.Value.Special;

    public GearBudgets Budgets => budgets.Value;

    public ImmutableArray<ArmorDefense> Armor => armor.Value;

    public ImmutableArray<DamageModifier> DamageModifiers => damageModifiers.Value;

    public CatalogueTable<Legend> Legends => legends.Value;

    public SkillPalettes Palettes => palettes.Value;

    private ImmutableArray<T> Rows<T>(string file) => CatalogueJson.Read<CatalogueFile<T>>(read(file)).Rows;

    private GearBudgets ReadBudgets()
    {
        var file = CatalogueJson.Read<BudgetFile>(read("Facts/budgets.json"));
        return new(file.Rows, file.Jewels);
    }

    private ImmutableArray<Profession> ReadProfessions()
    {
        var facts = Rows<ProfessionFacts>("Facts/professions.json").ToDictionary(row => row.Name);
        return
        [
            .. Rows<ProfessionRow>("professions.json")
                .Select(row => (row, known: facts.GetValueOrDefault(row.Name) ?? throw new UnknownEntryException("profession", row.Name, [.. facts.Keys])))
                .Select(pair => new Profession(
                    pair.known.Id, pair.row.Name, pair.known.Armor, pair.known.BaseHealth, pair.known.Defense,
                    pair.row.Specializations, pair.row.Weapons, pair.row.Skills))
                .OrderBy(profession => profession.Id),
        ];
    }

    private ImmutableArray<Specialization> ReadSpecializations()
    {
        var facts = Rows<SpecializationFacts>("Facts/specializations.json").ToDictionary(row => row.Id);
        return
        [
            .. Rows<SpecializationRow>("specializations.json")
                .Select(row => (row, known: facts.GetValueOrDefault(row.Id) ?? new(row.Id, row.Name, "unknown", "dps", "none")))
                .Select(pair => new Specialization(
                    pair.row.Id, pair.row.Name, pair.row.Profession, pair.row.IsElite,
                    pair.known.Expansion, pair.known.UsualRole, pair.known.Evidence, pair.row.MinorTraits,
                    pair.known.MajorTraits ?? pair.row.MajorTraits)),
        ];
    }

    private ImmutableArray<Skill> ReadSkills()
    {
        var recorded = Rows<SkillRow>("skills.json")
            .Select(row => new Skill(
                row.Id, row.Name, IsRecorded: true, row.Type, row.Slot, row.WeaponType, row.Attunement, row.DualWield,
                row.Professions, row.Description, row.Facts, row.TraitedFacts))
            .ToList();
        var known = recorded.Select(skill => skill.Id).ToHashSet();
        var slots = Professions
            .SelectMany(profession => profession.Weapons.SelectMany(weapon => weapon.Skills.Select(slot => (slot, profession, weapon: (string?)weapon.Weapon)))
                .Concat(profession.Skills.Select(slot => (slot, profession, weapon: (string?)null))))
            .GroupBy(use => use.slot.Id)
            .ToDictionary(group => group.Key, group => group.ToList());
        var unrecorded = slots.Keys.Concat(Palettes.Skills).Distinct().Where(id => !known.Contains(id)).Order().Select(id =>
        {
            var uses = slots.GetValueOrDefault(id) ?? [];
            var (slot, _, weapon) = uses.FirstOrDefault();
            return new Skill(
                id, $"Skill {id}", IsRecorded: false, Type: null, slot?.Slot, weapon, slot?.Attunement, slot?.Offhand,
                [.. uses.Select(use => use.profession.Name).Distinct()], Description: null, [], []);
        });
        return [.. recorded, .. unrecorded];
    }

    private ImmutableArray<Sigil> ReadSigils()
    {
        var modifiers = Rows<SigilModifier>("Facts/sigil_modifiers.json").ToDictionary(row => row.Sigil);
        return
        [
            .. Rows<SigilRow>("sigils.json")
                .Select(row => new Sigil(row.Id, row.Name, row.Text, row.CooldownSeconds, row.LegendaryId, modifiers.GetValueOrDefault(row.Id))),
        ];
    }

    private ImmutableArray<Relic> ReadRelics()
    {
        var modifiers = DamageModifiers.Where(modifier => modifier.Percent is not null).ToLookup(modifier => modifier.Name);
        return [.. Rows<RelicRow>("relics.json").Select(row => new Relic(row.Id, row.Name, row.Text, [.. modifiers[row.Name]]))];
    }
}
