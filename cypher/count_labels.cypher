// Number of entities per label, counted label by label: see tools/type_queries.py.
// open: numbers of all that is stored; a viewer is told those of seen_labels
// params:
// returns: label, count
MATCH (n:Entity) RETURN 'Entity' AS label, count(n) AS count
UNION ALL
MATCH (n:Person) RETURN 'Person' AS label, count(n) AS count
UNION ALL
MATCH (n:Talent) RETURN 'Talent' AS label, count(n) AS count
UNION ALL
MATCH (n:Ambassador) RETURN 'Ambassador' AS label, count(n) AS count
UNION ALL
MATCH (n:OverseasChinese) RETURN 'OverseasChinese' AS label, count(n) AS count
UNION ALL
MATCH (n:Returnee) RETURN 'Returnee' AS label, count(n) AS count
UNION ALL
MATCH (n:OverseasStudent) RETURN 'OverseasStudent' AS label, count(n) AS count
UNION ALL
MATCH (n:Representative) RETURN 'Representative' AS label, count(n) AS count
UNION ALL
MATCH (n:Relative) RETURN 'Relative' AS label, count(n) AS count
UNION ALL
MATCH (n:LiaisonOfficer) RETURN 'LiaisonOfficer' AS label, count(n) AS count
UNION ALL
MATCH (n:Delegate) RETURN 'Delegate' AS label, count(n) AS count
UNION ALL
MATCH (n:Organisation) RETURN 'Organisation' AS label, count(n) AS count
UNION ALL
MATCH (n:DiasporaOrganisation) RETURN 'DiasporaOrganisation' AS label, count(n) AS count
UNION ALL
MATCH (n:LiaisonStation) RETURN 'LiaisonStation' AS label, count(n) AS count
UNION ALL
MATCH (n:Federation) RETURN 'Federation' AS label, count(n) AS count
UNION ALL
MATCH (n:Agency) RETURN 'Agency' AS label, count(n) AS count
UNION ALL
MATCH (n:Enterprise) RETURN 'Enterprise' AS label, count(n) AS count
UNION ALL
MATCH (n:University) RETURN 'University' AS label, count(n) AS count
UNION ALL
MATCH (n:ResearchInstitute) RETURN 'ResearchInstitute' AS label, count(n) AS count
UNION ALL
MATCH (n:AlumniAssociation) RETURN 'AlumniAssociation' AS label, count(n) AS count
UNION ALL
MATCH (n:Chamber) RETURN 'Chamber' AS label, count(n) AS count
UNION ALL
MATCH (n:InnovationBase) RETURN 'InnovationBase' AS label, count(n) AS count
UNION ALL
MATCH (n:Affair) RETURN 'Affair' AS label, count(n) AS count
UNION ALL
MATCH (n:Project) RETURN 'Project' AS label, count(n) AS count
UNION ALL
MATCH (n:Event) RETURN 'Event' AS label, count(n) AS count
UNION ALL
MATCH (n:Policy) RETURN 'Policy' AS label, count(n) AS count
UNION ALL
MATCH (n:Platform) RETURN 'Platform' AS label, count(n) AS count
UNION ALL
MATCH (n:Service) RETURN 'Service' AS label, count(n) AS count
UNION ALL
MATCH (n:Need) RETURN 'Need' AS label, count(n) AS count
UNION ALL
MATCH (n:ServiceCase) RETURN 'ServiceCase' AS label, count(n) AS count
UNION ALL
MATCH (n:Context) RETURN 'Context' AS label, count(n) AS count
UNION ALL
MATCH (n:Country) RETURN 'Country' AS label, count(n) AS count
UNION ALL
MATCH (n:Place) RETURN 'Place' AS label, count(n) AS count
UNION ALL
MATCH (n:Industry) RETURN 'Industry' AS label, count(n) AS count
UNION ALL
MATCH (n:Field) RETURN 'Field' AS label, count(n) AS count
UNION ALL
MATCH (n:Document) RETURN 'Document' AS label, count(n) AS count
UNION ALL
MATCH (n:SurveyRound) RETURN 'SurveyRound' AS label, count(n) AS count
UNION ALL
MATCH (n:Figure) RETURN 'Figure' AS label, count(n) AS count
